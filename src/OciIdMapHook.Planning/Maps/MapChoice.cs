using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which maps a container's rootfs is to be seen through: those that the init runs under, whatever config.json says.
/// </summary>
internal static class MapChoice
{
    private const string Advice =
        "; see whether config.json was changed or the init's user namespace is another one, and create the container "
        + "again";

    /// <returns>Why there is nothing to map or no map to be had; null when <paramref name="maps"/> are the ones.</returns>
    public static Decision? Choose(OciLinux linux, InitFacts init, RootfsMode mode, out IdMaps? maps)
    {
        maps = null;
        if (init.SharesHookUserNamespace && linux.FindNamespace("user") is null)
            return IgnoredMaps(mode);

        if (Read(linux, init, out maps) is { } fault)
            return new Decision.Refusal(fault, RefusalCause.Maps);

        return CheckUserNamespace(linux, init) ?? NothingToDoIfIdentity(maps!);
    }

    public static Decision.NothingToDo? NothingToDoIfIdentity(IdMaps maps) => maps.AreIdentity
        ? new Decision.NothingToDo("the container's ids are the host's: its id maps are the identity")
        : null;

    /// <summary>The maps that the init runs under.</summary>
    /// <returns>Why they are not to be had; what is wrong with config.json's where that is the cause.</returns>
    public static string? Read(OciLinux linux, InitFacts init, out IdMaps? maps)
    {
        maps = null;
        if (CheckItStayed(init) is { } left)
            return left;

        var fault = ReadInit(init, out maps);
        return fault is null && !init.SharesHookUserNamespace ? null : CompareWithAdvice(linux, init) ?? fault;
    }

    /// <summary>Whether the maps of config.json, if it has any, are those of the init.</summary>
    /// <returns>In what they differ.</returns>
    public static string? Compare(OciLinux linux, InitFacts init) => HasMaps(linux)
        ? ReadConfig(linux, out var configured) ?? CompareWithInit(configured!, init)
        : null;

    private static string? CompareWithAdvice(OciLinux linux, InitFacts init) => HasMaps(linux)
        ? ReadConfig(linux, out var configured)
            ?? (CompareWithInit(configured!, init) is { } difference ? difference + Advice : null)
        : null;

    private static bool HasMaps(OciLinux linux) => linux.HasMappings() && !linux.HasPlaceholderMappings();

    private static string? CheckItStayed(InitFacts init) => init.LeftItsUserNamespace
        ? "the container's init went to another user namespace while its id maps were read; run the hook at the stage "
            + "createRuntime or prestart, when the runtime has made the container's namespaces"
        : null;

    private static string? ReadConfig(OciLinux linux, out IdMaps? maps)
    {
        maps = null;
        if (linux.UidMappings.Count == 0 || linux.GidMappings.Count == 0)
        {
            var (given, missing) = linux.GidMappings.Count == 0 ? ("uid", "gid") : ("gid", "uid");
            return $"config.json has linux.{given}Mappings but no linux.{missing}Mappings; the rootfs needs both: "
                + $"add linux.{missing}Mappings";
        }

        if (!IdMap.TryCreate(linux.UidMappings, "uid", out var uids, out var reason)
            || !IdMap.TryCreate(linux.GidMappings, "gid", out var gids, out reason))
        {
            return $"config.json's mappings are invalid: {reason}; correct linux.uidMappings and linux.gidMappings";
        }

        maps = new IdMaps(uids, gids);
        return null;
    }

    private static string? CompareWithInit(IdMaps configured, InitFacts init) =>
        Compare(configured.Uids, init.UidMap, "uid") ?? Compare(configured.Gids, init.GidMap, "gid");

    private static string? Compare(IdMap configured, IReadOnlyList<IdRange> init, string kind)
    {
        var isMap = IdMap.TryCreate(init, kind, out var actual, out _);
        return isMap && configured.Equals(actual)
            ? null
            : $"config.json maps {kind}s {configured} (container id:host id:size), but the container's init runs under "
                + (isMap ? actual!.ToString() : "no map");
    }

    private static string? ReadInit(InitFacts init, out IdMaps? maps)
    {
        maps = null;
        if (!IdMap.TryCreate(init.UidMap, "uid", out var uids, out var reason)
            || !IdMap.TryCreate(init.GidMap, "gid", out var gids, out reason))
        {
            return $"the user namespace of the container's init has no usable map: {reason}; write its uid_map and gid_map "
                + "before the container is created";
        }

        maps = new IdMaps(uids, gids);
        return null;
    }

    /// <summary>Runtimes take no notice of mappings without a user namespace: the container starts with the host's ids.</summary>
    private static Decision IgnoredMaps(RootfsMode mode)
    {
        const string Reason =
            "config.json has id mappings and no user namespace, so that the container has the hook's ids; add a namespace of "
            + "type user to linux.namespaces, or take the mappings away";
        return mode is RootfsMode.Always ? new Decision.Refusal(Reason, RefusalCause.Maps) : new Decision.LeftAlone(Reason);
    }

    private static Decision? CheckUserNamespace(OciLinux linux, InitFacts init)
    {
        if (!init.SharesHookUserNamespace)
            return null;

        return HasMaps(linux)
            ? new Decision.Refusal("config.json has id mappings, but the container's init is in the hook's own user namespace; "
                + "add a namespace of type user to linux.namespaces", RefusalCause.Maps)
            : new Decision.NothingToDo("the container shares the hook's user namespace: its ids are the hook's");
    }
}
