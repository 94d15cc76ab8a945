using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Decides from facts alone what is to be done with a container. The same facts give the same decision.</summary>
public static class Planner
{
    /// <summary>What the two documents alone can settle, before the init is looked at.</summary>
    /// <returns>The decision that <see cref="Decide"/> comes to as well, or null when the init must be looked at.</returns>
    public static Decision.NothingToDo? DecideFromDocuments(OciState state, OciConfig config)
    {
        return VolumeRequest.ExistsIn(config) ? null : DecideRootFromDocuments(state, config);
    }

    private static Decision.NothingToDo? DecideRootFromDocuments(OciState state, OciConfig config)
    {
        var modeIsReadable = RootfsModeAnnotation.TryRead(state, config, out var mode, out _);
        if (mode is RootfsMode.Never)
        {
            return new Decision.NothingToDo($"the annotation {RootfsModeAnnotation.Name} is never");
        }

        if (config.Linux is not { } linux || !linux.AsksForIdMapping())
        {
            return new Decision.NothingToDo("the container has no user namespace and no id mappings");
        }

        return modeIsReadable ? IdentityByConfig(linux) : null;
    }

    /// <summary>Whether one of config.json's mounts asks to be idmapped, so that it must be looked for.</summary>
    public static bool AsksForVolumes(OciConfig config) => VolumeRequest.ExistsIn(config);

    /// <summary>Whether one of them asks to be idmapped.</summary>
    public static bool AsksToBeIdmapped(OciMount mount) => VolumeRequest.Of(mount) is not null;

    /// <summary>What is to be done once the init and its mounts have been looked at.</summary>
    public static Decision Decide(ContainerFacts facts)
    {
        var root = DecideRoot(facts);
        if (facts.Init.IsOutOfReach)
        {
            return root; // its mounts cannot be seen; the one runtime that is so out of reach, crun, idmaps volumes itself
        }

        return VolumeRequest.ExistsIn(facts.Config) && root is not Decision.Refusal ? AddVolumes(facts, root) : root;
    }

    private static Decision DecideRoot(ContainerFacts facts)
    {
        if (DecideRootFromDocuments(facts.State, facts.Config) is { } early)
        {
            return early;
        }

        if (!RootfsModeAnnotation.TryRead(facts.State, facts.Config, out var mode, out var reason))
        {
            return new Decision.Refusal(reason);
        }

        if (MapChoice.Choose(facts.Config.Linux!, facts.Init, out var maps) is { } unmappable)
        {
            return unmappable;
        }

        if (facts.Init.IsOutOfReach)
        {
            return (mode is RootfsMode.Always ? null : OwnerQuestion.Ask(facts.Root, maps!)) ?? OutOfReach(facts.Root);
        }

        if (RootChecks.Check(facts, out var root) is { } unfit)
        {
            return unfit;
        }

        return AskWhatTakesItsPlace(facts, mode, maps!, root!, out var twin) ?? RemapPlanner.Plan(facts, maps!, root!, twin!, mode);
    }

    private static Decision? AskWhatTakesItsPlace(
        ContainerFacts facts, RootfsMode mode, IdMapPair maps, MountEntry root, out RootTwin? twin)
    {
        if (facts.Root.Overlay is not null && (mode is RootfsMode.Always || !facts.Root.OwnerIsUnknown))
        {
            return OverlayQuestion.Ask(facts, mode, maps, root, out twin);
        }

        twin = new RootTwin.IdmappedClone();
        return mode is RootfsMode.Always ? null : OwnerQuestion.Ask(facts.Root, maps);
    }

    private static Decision AddVolumes(ContainerFacts facts, Decision root)
    {
        IdMapPair? container = null;
        string? reason = null;
        if (facts.Config.Linux is { } linux && linux.AsksForIdMapping() && !facts.Init.SharesHookUserNamespace)
        {
            reason = MapChoice.Read(linux, facts.Init, out container);
        }

        var volumes = reason is null ? VolumePlanner.Plan(facts, container, out reason) : VolumesPlan.Empty;
        if (reason is null && volumes.Volumes.Count > 0)
        {
            reason = RootChecks.FindObstacle(facts, out _);
        }

        return (reason, root) switch
        {
            (not null, _) => new Decision.Refusal(reason),
            (null, Decision.Remap remap) => new Decision.Remap(remap.Plan with { Volumes = volumes }),
            (null, Decision.NothingToDo nothing) when volumes.Volumes.Count > 0 =>
                new Decision.RemapVolumes(volumes, nothing.Reason),
            _ => root,
        };
    }

    private static Decision.Refusal OutOfReach(RootFacts root) => new(
        $"the rootfs {Printable.Text(root.Path)} belongs to {root.OwnerUid}:{root.OwnerGid} and would have to be remounted idmapped, but "
        + "the hook runs as a user who may not even look into the container's init; run the container as root, or give the rootfs to "
        + "the container's host ids (podman unshare chown)");

    private static Decision.NothingToDo? IdentityByConfig(OciLinux linux)
    {
        var isMadeFromConfig = linux.FindNamespace("user") is { } user && string.IsNullOrEmpty(user.Path);
        return isMadeFromConfig
            && IdMap.TryCreate(linux.UidMappings, "uid", out var uids, out _)
            && IdMap.TryCreate(linux.GidMappings, "gid", out var gids, out _)
                ? new IdMapPair(uids, gids).NothingToDoIfIdentity()
                : null;
    }
}
