using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Decides from facts alone what is to be done with a container. The same facts give the same decision.</summary>
public static class Planner
{
    private static Decision.NothingToDo WithoutUserNamespace { get; } = new(
        "the container has no user namespace and no id mappings");

    /// <summary>What the two documents alone say, before the init is looked at.</summary>
    /// <param name="state">The state.</param>
    /// <param name="config">config.json.</param>
    /// <param name="policy">The host's; <see cref="HostPolicy.Default"/> where there is none.</param>
    /// <returns>The decision that <see cref="Decide"/> comes to as well, as far as it holds, or null when the container must be
    /// looked at.</returns>
    public static DocumentDecision? DecideFromDocuments(OciState state, OciConfig config, HostPolicy? policy = null)
    {
        policy ??= HostPolicy.Default;
        if (VolumeRequest.ExistsIn(config) && Stage.FindFault(state) is null)
            return null;

        var asksForIdMapping = config.Linux?.AsksForIdMapping() is true;
        if (LeavesRootAlone(state, config, policy) is { } byWish && !policy.RestrictsIds && config.Ambiguity is null)
            return new DocumentDecision(byWish, HoldsForEveryInit: true) { IsWithoutUserNamespace = !asksForIdMapping };

        return asksForIdMapping
            ? null
            : new DocumentDecision(WithoutUserNamespace, HoldsForEveryInit: false) { IsWithoutUserNamespace = true };
    }

    /// <summary>Whether the container, or the host where it says nothing, wants its rootfs as it is.</summary>
    private static Decision.NothingToDo? LeavesRootAlone(OciState state, OciConfig config, HostPolicy policy)
    {
        if (!RootfsModeAnnotation.TryRead(state, config, policy.Config.Rootfs, out var mode, out _)
            || mode is not RootfsMode.Never)
        {
            return null;
        }

        return new Decision.NothingToDo(RootfsModeAnnotation.IsSet(state, config)
            ? $"the annotation {RootfsModeAnnotation.Name} is never"
            : $"rootfs is never in {Printable.Text(policy.Source)}, and the container has no annotation "
                + $"{RootfsModeAnnotation.Name}");
    }

    /// <summary>Whether config.json is another document than the one of which the runtime has made the init.</summary>
    /// <returns>In what both differ; null where they agree.</returns>
    public static string? FindContradiction(OciConfig config, InitFacts init) => Contradictions.Find(config, init);

    /// <summary>Whether one of config.json's mounts asks to be idmapped, so that it must be looked for.</summary>
    public static bool AsksForVolumes(OciConfig config) => VolumeRequest.ExistsIn(config);

    /// <summary>Whether one of them asks to be idmapped.</summary>
    public static bool AsksToBeIdmapped(OciMount mount) => VolumeRequest.Of(mount) is not null;

    /// <summary>Whether the layers of an overlay are to be looked for before <see cref="Decide"/> is asked.</summary>
    /// <param name="facts">What was seen without them.</param>
    /// <param name="policy">The host's; <see cref="HostPolicy.Default"/> where there is none.</param>
    public static bool MustLookAtLayers(ContainerFacts facts, HostPolicy? policy = null) =>
        facts.Root.Overlay is OverlayFacts.NotLookedAt
        && DecideRoot(facts, policy ?? HostPolicy.Default) is Decision.LookAtLayers;

    /// <summary>
    /// Whether a container starts as it would without the hook where the hook cannot do its work. Outside the first user
    /// namespace, where the hook is not the host's root, it may not do much, and an engine there manages without it: only the
    /// mode <c>always</c> wants all or nothing.
    /// </summary>
    public static bool IsOptional(OciState state, OciConfig config, bool isHostsRoot, HostPolicy policy)
    {
        _ = RootfsModeAnnotation.TryRead(state, config, policy.Config.Rootfs, out var mode, out _);
        return !isHostsRoot && mode is not RootfsMode.Always;
    }

    /// <summary>The same of a container that nobody has looked at. Where the host allows some ids only, whoever may map to any
    /// must not get round that by what cannot be looked at.</summary>
    public static bool IsOptionalUnseen(
        OciState state, OciConfig config, bool isHostsRoot, bool mayMapAnyId, HostPolicy policy) =>
        IsOptional(state, config, isHostsRoot, policy) && !(policy.RestrictsIds && mayMapAnyId);

    /// <summary>What is to be done once the init and its mounts have been looked at.</summary>
    /// <param name="facts">What was seen.</param>
    /// <param name="policy">The host's; <see cref="HostPolicy.Default"/> where there is none.</param>
    public static Decision Decide(ContainerFacts facts, HostPolicy? policy = null)
    {
        policy ??= HostPolicy.Default;
        var decision = DecideAll(facts, policy);
        if (decision is not Decision.Refusal refusal)
            return decision;

        return refusal.Cause is not RefusalCause.Policy
            && IsOptional(facts.State, facts.Config, facts.Init.IsMadeByHostsRoot, policy)
            ? new Decision.LeftAlone(refusal.Reason)
            : refusal;
    }

    private static Decision DecideAll(ContainerFacts facts, HostPolicy policy)
    {
        if (AllowedIds.Check(policy, facts.Init) is { } forbidden)
            return forbidden;

        if (Ambiguities.Check(facts) is { } ambiguous)
            return ambiguous;

        var root = DecideRoot(facts, policy);
        if (root is Decision.Refusal { Cause: RefusalCause.FileSystem } refusal && policy.SkipClause is not null)
            root = new Decision.LeftAlone(policy.BecauseOfSkip(refusal.Reason));

        if (facts.Init.IsWithoutPtraceAccess || facts.IsBeforeItsMounts)
        {
            return root; // its mounts cannot be seen; the one runtime that is so out of reach, crun, idmaps volumes itself
        }

        return VolumeRequest.ExistsIn(facts.Config) && root is not Decision.Refusal ? AddVolumes(facts, root, policy) : root;
    }

    /// <summary>
    /// The last word on a rootfs that would be remapped: whether it is the host's own. Only then is anything looked at for it.
    /// </summary>
    /// <param name="remap">What <see cref="Decide"/> came to.</param>
    /// <param name="facts">What was seen.</param>
    /// <param name="host">What is the host's.</param>
    /// <param name="policy">The host's; <see cref="HostPolicy.Default"/> where there is none.</param>
    public static Decision SpareTheHost(Decision.Remap remap, ContainerFacts facts, HostRootFacts host, HostPolicy? policy = null)
    {
        RootfsModeAnnotation.TryRead(
            facts.State, facts.Config, (policy ?? HostPolicy.Default).Config.Rootfs, out var mode, out _);
        return HostsOwn.Spare(remap, facts, host, mode);
    }

    private static Decision DecideRoot(ContainerFacts facts, HostPolicy policy)
    {
        var linux = facts.Config.Linux ?? LinuxSection.Empty;
        if (facts.Init.SharesHookUserNamespace && !linux.AsksForIdMapping())
            return WithoutUserNamespace;

        if (LeavesRootAlone(facts.State, facts.Config, policy) is { } byWish)
            return byWish;

        if (!RootfsModeAnnotation.TryRead(facts.State, facts.Config, policy.Config.Rootfs, out var mode, out var reason))
            return new Decision.Refusal(reason, RefusalCause.BadInput);

        if (MapChoice.Choose(linux, facts.Init, mode, out var maps) is { } unmappable)
            return unmappable;

        if (facts.IsBeforeItsMounts)
            return RestoredRoot.Decide(facts.Root, maps!);

        if (CheckOwnership(facts, mode, maps!) is { } settled)
            return settled;

        if (facts.Init.IsWithoutPtraceAccess)
            return WithoutPtraceAccess(facts.Root);

        if (RootChecks.FindObstacle(facts, out var root) is { } obstacle)
            return new Decision.Refusal(obstacle, RefusalCause.Mounts);

        ReplacementRoot? replacement = new ReplacementRoot.IdmappedClone(root!.IsIdmapped);
        var other = facts.Root.Overlay is null
            ? null
            : new ReplacementChoice(facts, mode, maps!).Choose(root, out replacement);
        var decision = other ?? RemapPlanner.Plan(facts, maps!, root, replacement!, mode, policy.Config.HostMounts);
        return decision is Decision.Remap remap
            ? new Decision.Remap(remap.Plan with
            {
                WhenUnsupported = policy.Config.UnsupportedFileSystem,
                Otherwise = mode is RootfsMode.Always
                    ? null
                    : OwnershipCheck.CheckDoubtful(facts.Root, maps!, facts.Init.IsMadeByHostsRoot),
            })
            : decision;
    }

    /// <returns>Null when the rootfs is to be remapped, as far as its owners tell.</returns>
    private static Decision? CheckOwnership(ContainerFacts facts, RootfsMode mode, IdMaps maps)
    {
        var isIdmapped = facts.Mounts.FirstOrDefault(mount => mount.Id == facts.Root.MountId) is { IsIdmapped: true };
        return mode is not RootfsMode.Always
            ? OwnershipCheck.Check(facts.Root, isIdmapped, maps, facts.Init.IsMadeByHostsRoot)
            : isIdmapped ? OwnershipCheck.CheckIdmapped(facts.Root, maps) : null;
    }

    private static Decision AddVolumes(ContainerFacts facts, Decision root, HostPolicy policy)
    {
        IdMaps? container = null;
        string? fault = null;
        if (!facts.Init.SharesHookUserNamespace)
            fault = MapChoice.Read(facts.Config.Linux ?? LinuxSection.Empty, facts.Init, out container);

        var volumes = VolumePlanner.Plan(facts, container, fault, out var reason) with { BecauseOfSkip = policy.SkipClause };
        if (reason is null && volumes.Volumes.Count > 0)
            reason = RootChecks.FindObstacle(facts, out _);

        return (reason, root) switch
        {
            (not null, _) => new Decision.Refusal(reason, fault is null ? RefusalCause.Mounts : RefusalCause.Maps),
            (null, Decision.Remap remap) => new Decision.Remap(remap.Plan with
            {
                Volumes = volumes,
                Warnings = [.. remap.Plan.Warnings, .. volumes.Warnings],
            }),
            (null, Decision.NothingToDo nothing) => DecideOnVolumes(volumes, nothing.Reason) ?? root,
            (null, Decision.LeftAlone left) when volumes.Volumes.Count > 0 => new Decision.RemapVolumes(
                volumes with { Warnings = [.. volumes.Warnings, $"left as it is: {left.Reason}"] }, left.Reason),
            (null, Decision.LeftAlone left) => DecideOnVolumes(volumes, left.Reason) ?? root,
            _ => root,
        };
    }

    /// <summary>What becomes of a container whose rootfs stays as it is.</summary>
    /// <param name="volumes">Its volumes.</param>
    /// <param name="rootReason">Why the rootfs stays.</param>
    /// <returns>Null where there is nothing to be said of volumes.</returns>
    public static Decision? DecideOnVolumes(VolumesPlan volumes, string rootReason) => volumes switch
    {
        { Volumes.Count: > 0 } => new Decision.RemapVolumes(volumes, rootReason),
        { Warnings.Count: > 0 } =>
            new Decision.LeftAlone($"{string.Join("; ", volumes.Warnings)}; the rootfs stays as it is: {rootReason}"),
        _ => null,
    };

    private static Decision.Refusal WithoutPtraceAccess(RootFacts root) => new(
        $"the rootfs {Printable.Text(root.Path)} belongs to {root.Owner} and would have to be remounted "
        + "idmapped, but the hook runs as a user who may not even look into the container's init; run the container as root, or "
        + "give the rootfs to the container's host ids (podman unshare chown)", RefusalCause.Owner);
}
