using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Which maps a container's rootfs is to be seen through: config.json's, once the init proves to run under them, or
/// the init's own where the container joined a user namespace.</summary>
internal static class MapChoice
{
    /// <returns>Why there is nothing to map or no map to be had; null when <paramref name="maps"/> are the ones.</returns>
    public static Decision? Choose(OciLinux linux, InitFacts init, out IdMapPair? maps)
    {
        if (Read(linux, init, out maps) is { } fault)
        {
            return new Decision.Refusal(fault, RefusalCause.Maps);
        }

        return maps!.NothingToDoIfIdentity() ?? CheckUserNamespace(linux, init);
    }

    /// <summary>The maps that the init runs under.</summary>
    /// <returns>Why they are not to be had, or not those of config.json.</returns>
    public static string? Read(OciLinux linux, InitFacts init, out IdMapPair? maps)
    {
        maps = null;
        var fault = CheckItStayed(init);
        if (linux.HasMappings() && !linux.HasPlaceholderMappings())
        {
            fault ??= ReadConfig(linux, out var configured) ?? CompareWithInit(configured!, init);
        }

        return fault ?? ReadInit(init, out maps);
    }

    private static string? CheckItStayed(InitFacts init) => init.LeftItsUserNamespace
        ? "the container's init went to another user namespace while its id maps were read; run the hook at the stage "
            + "createRuntime or prestart, when the runtime has made the container's namespaces"
        : null;

    private static string? ReadConfig(OciLinux linux, out IdMapPair? maps)
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

        maps = new IdMapPair(uids, gids);
        return null;
    }

    private static string? CompareWithInit(IdMapPair configured, InitFacts init) =>
        Compare(configured.Uids, init.UidMap, "uid") ?? Compare(configured.Gids, init.GidMap, "gid");

    private static string? Compare(IdMap configured, IReadOnlyList<IdRange> init, string kind)
    {
        var isMap = IdMap.TryCreate(init, kind, out var actual, out _);
        return isMap && configured.Equals(actual)
            ? null
            : $"config.json maps {kind}s {configured} (container id:host id:size), but the container's init runs under "
                + $"{(isMap ? actual!.ToString() : "no map")}; see whether config.json was changed or the init's user "
                + "namespace is another one, and create the container again";
    }

    private static string? ReadInit(InitFacts init, out IdMapPair? maps)
    {
        maps = null;
        if (!IdMap.TryCreate(init.UidMap, "uid", out var uids, out var reason)
            || !IdMap.TryCreate(init.GidMap, "gid", out var gids, out reason))
        {
            return $"the user namespace of the container's init has no usable map: {reason}; write its uid_map and gid_map "
                + "before the container is created";
        }

        maps = new IdMapPair(uids, gids);
        return null;
    }

    private static Decision? CheckUserNamespace(OciLinux linux, InitFacts init)
    {
        if (!init.SharesHookUserNamespace)
        {
            return null;
        }

        return linux.HasMappings()
            ? new Decision.Refusal("config.json has id mappings, but the container's init is in the hook's own user namespace; "
                + "add a namespace of type user to linux.namespaces", RefusalCause.Maps)
            : new Decision.NothingToDo("the container shares the hook's user namespace: its ids are the hook's");
    }
}
