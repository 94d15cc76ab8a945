using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which layers of an overlay are to be idmapped, once the merged root has shown that some must be. Each is asked for itself:
/// engines that know nothing of idmapped mounts chown one and leave another.
/// </summary>
internal sealed class ReplacementChoice
{
    private readonly ContainerFacts facts;
    private readonly bool isAlways;
    private readonly IdMaps maps;
    private readonly LayerCheck layers;

    public ReplacementChoice(ContainerFacts facts, RootfsMode mode, IdMaps maps)
    {
        this.facts = facts;
        this.maps = maps;
        isAlways = mode is RootfsMode.Always;
        layers = new LayerCheck(maps, facts.Init.IsMadeByHostsRoot, isAlways);
    }

    /// <returns>Null when <paramref name="replacement"/> is to take the root's place.</returns>
    public Decision? Choose(MountEntry root, out ReplacementRoot? replacement)
    {
        var decision = ChooseByLayers(root, out replacement);
        return decision is Decision.Refusal && !isAlways
            ? OwnershipCheck.CheckDoubtful(facts.Root, maps, facts.Init.IsMadeByHostsRoot) ?? decision
            : decision;
    }

    private Decision? ChooseByLayers(MountEntry root, out ReplacementRoot? replacement)
    {
        replacement = null;
        var isShifted = maps.OwnOnHost(facts.Root.Owner);
        if ((isShifted || isAlways) && CoversAnOverlay(facts.Mounts, root))
        {
            return new Decision.NothingToDo(
                $"the rootfs {Printable.Text(facts.Root.Path)} covers another overlay at its place: it was recomposed already");
        }

        return facts.Root.Overlay switch
        {
            OverlayFacts.Found found => Choose(found, root, out replacement),
            OverlayFacts.Missing missing => new Decision.Refusal(
                $"the rootfs {Printable.Text(facts.Root.Path)} is an overlay whose layers must be idmapped, and {missing.Reason}",
                RefusalCause.FileSystem),
            _ => new Decision.LookAtLayers(),
        };
    }

    private Decision? Choose(OverlayFacts.Found overlay, MountEntry root, out ReplacementRoot? replacement)
    {
        replacement = null;
        var fault = overlay.Lowers.Select(layer => layers.FindFault(layer, "lower")).FirstOrDefault(found => found is not null)
            ?? (overlay.Upper is { } top ? layers.FindFault(top, "upper") : null);
        if (fault is not null)
            return new Decision.Refusal(fault, RefusalCause.Owner);

        // The work folder holds what becomes the upper layer's by a rename: both are seen through one mount.
        var upper = overlay.Upper is null ? null : layers.UseUpper(overlay.Upper);
        var lowers = overlay.Lowers.Select(layers.Use).ToArray();
        var all = upper is null ? lowers : [upper, .. lowers];
        if (!Array.Exists(all, layer => layer.IsMapped))
            return new Decision.NothingToDo("every layer of the rootfs, which is an overlay, is shifted or idmapped already");

        if (!isAlways && IsNeithers(facts.Root)
            && !Array.Exists(all, layer => layer is { IsMapped: true, Layer.IsIdmapped: true }))
        {
            return OwnershipCheck.Neither(facts.Root, maps);
        }

        replacement = new ReplacementRoot.Overlay
        {
            Lowers = lowers,
            DataLayers = [.. overlay.DataLayers.Select(layer => new LayerUse(layer, IsMapped: false))],
            Upper = upper,
            WorkFolder = overlay.WorkFolder is { } work && upper is not null ? new LayerUse(work, upper.IsMapped) : null,
            IsReadOnly = overlay.IsReadOnly,
            Options = overlay.Options,
            Source = root.Source,
            MountOptions = root.Options,
            KeepsOwners = !isAlways,
        };
        return upper is null ? null : CheckContainerRoot(maps.Uids, "uid") ?? CheckContainerRoot(maps.Gids, "gid");
    }

    private bool IsNeithers(RootFacts root) =>
        !maps.OwnOnHost(root.Owner) && !maps.OwnInContainer(root.Owner);

    /// <summary>
    /// A recomposed root lies on the root that it has replaced. Its own options do not tell it: layers that were handed over by
    /// descriptor are shown by the path they have in a mount that is attached nowhere.
    /// </summary>
    private static bool CoversAnOverlay(IReadOnlyList<MountEntry> mounts, MountEntry root) => mounts.Any(
        mount => mount.Id == root.ParentId
            && mount.FileSystemType == "overlay"
            && string.Equals(mount.MountPoint, root.MountPoint, StringComparison.Ordinal)
            && !string.Equals(mount.Device, root.Device, StringComparison.Ordinal));

    private static Decision.Refusal? CheckContainerRoot(IdMap map, string kind) => map.ContainsContainerId(0)
        ? null
        : new Decision.Refusal(
            $"the container's {kind} 0 is mapped to no host id by {map} (container id:host id:size), but the rootfs is an "
            + "overlay that must be made anew of idmapped layers, and the kernel works in its upper layer as the container's "
            + $"root; add a range with container id 0 to linux.{kind}Mappings, or mount it without an upper layer",
            RefusalCause.Maps);
}
