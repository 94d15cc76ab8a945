using System.Globalization;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>A plan of the hook as a list of things before and after.</summary>
public static class PlannedChanges
{
    private const string AsItIs = "as it is";

    /// <param name="plan">The plan.</param>
    /// <param name="facts">What it was made of.</param>
    public static IReadOnlyList<PlannedChange> Of(RemapPlan plan, ContainerFacts facts) =>
    [
        Root(plan, facts),
        .. plan.Replacement is ReplacementRoot.Overlay overlay ? Layers(overlay) : [],
        .. plan.Submounts.Select(submount => Moved(submount, plan, facts)),
        .. plan.HostSubmounts.Select(Copied),
        .. plan.ReopenedDescriptors.Select(descriptor => Reopened(descriptor, "the old root", "the new root")),
        .. Of(plan.Volumes, facts),
    ];

    /// <param name="plan">The plan.</param>
    /// <param name="facts">What it was made of.</param>
    public static IReadOnlyList<PlannedChange> Of(VolumesPlan plan, ContainerFacts facts) =>
    [
        .. plan.Volumes.Select(volume => Replaced(volume, facts)),
        .. plan.ReopenedDescriptors.Select(descriptor => Reopened(descriptor, "the volume", "its copy")),
    ];

    private static PlannedChange Root(RemapPlan plan, ContainerFacts facts)
    {
        var root = facts.Root;
        var (after, before) = plan.Replacement switch
        {
            ReplacementRoot.Overlay => ("a new overlay of idmapped layers", "on disk"),
            ReplacementRoot.IdmappedClone { ReplacesMap: true } =>
                ("a copy of the mount, idmapped with the container's map", "by its idmapped mount"),
            _ => ($"a copy of the mount, idmapped: {OwnerAfter(plan, root)}", "on disk"),
        };
        return new PlannedChange(
            ChangeKind.Rootfs, root.Path, $"{root.FileSystemType}, {root.Owner} {before}", after,
            BecomesIdmapped: true);
    }

    private static string OwnerAfter(RemapPlan plan, RootFacts root)
    {
        return plan.Maps.ToHost(root.Owner) is { } onHost
            ? $"{root.Owner} inside, {onHost} to the host"
            : "nobody's inside";
    }

    private static IEnumerable<PlannedChange> Layers(ReplacementRoot.Overlay overlay)
    {
        foreach (var layer in overlay.Lowers)
            yield return Layer(ChangeKind.LowerLayer, layer);
        foreach (var layer in overlay.DataLayers)
            yield return Layer(ChangeKind.DataLayer, layer);
        if (overlay.Upper is { } upper)
            yield return Layer(ChangeKind.UpperLayer, upper);
        if (overlay.WorkFolder is { } work)
            yield return Layer(ChangeKind.WorkFolder, work) with { After = "a fresh folder in it" };
    }

    private static PlannedChange Layer(ChangeKind kind, LayerUse use) => new(
        kind,
        use.Layer.Path,
        $"{use.Layer.FileSystemType}, "
        + $"{use.Layer.Owner}{(use.Layer.IsIdmapped ? " by its idmapped mount" : string.Empty)}",
        use.IsMapped ? "idmapped" : AsItIs,
        use.IsMapped);

    private static PlannedChange Moved(SubmountMove move, RemapPlan plan, ContainerFacts facts)
    {
        var above = move.StackedAbove.Count;
        var owners = plan.CopiedUp.Any(tmpfs => tmpfs.MountId == move.MountId)
            ? "; what was copied into it gets the rootfs's owners"
            : string.Empty;
        return new PlannedChange(
            ChangeKind.Mount,
            move.RelativePath,
            TypeOf(facts, move.MountId),
            above == 0 ? $"the same mount, {AsItIs}{owners}" : $"the same {above + 1} mounts over each other, as they are",
            BecomesIdmapped: false);
    }

    private static PlannedChange Copied(HostSubmount submount) => new(
        ChangeKind.HostMount,
        submount.RelativePath,
        $"the host's: {submount.Source}",
        submount.IsCovered ? $"a copy, {AsItIs}: another mount hides it" : submount.IsMapped
            ? "a copy, idmapped"
            : $"a copy, {AsItIs}",
        submount.IsMapped);

    private static PlannedChange Reopened(ReopenedDescriptor descriptor, string before, string after)
    {
        var holder = descriptor is ReopenedDescriptor.Numbered numbered
            ? string.Create(CultureInfo.InvariantCulture, $"descriptor {numbered.Number} of the init")
            : "working directory of the init";
        var place = descriptor.RelativePath.Length == 0 ? "." : descriptor.RelativePath;
        return new PlannedChange(
            ChangeKind.Descriptor, holder, $"{place} on {before}", $"{place} on {after}", BecomesIdmapped: false);
    }

    private static PlannedChange Replaced(VolumePlan volume, ContainerFacts facts)
    {
        var mounts = volume.SourceMounts.Count;
        var below = volume.IsRecursive && mounts > 1 ? $" with {mounts - 1} below it" : string.Empty;
        return new PlannedChange(
            ChangeKind.Volume,
            volume.RelativePath,
            TypeOf(facts, volume.MountId),
            $"a copy of the mount{below}, idmapped ({volume.Maps})",
            BecomesIdmapped: true);
    }

    private static string TypeOf(ContainerFacts facts, int mountId) =>
        facts.Mounts.FirstOrDefault(mount => mount.Id == mountId)?.FileSystemType ?? string.Empty;
}
