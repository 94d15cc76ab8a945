using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which layers of an overlay are to be idmapped. Each is asked for itself: engines that know nothing of idmapped mounts chown one and
/// leave another, and the owner of the merged root is that of the topmost layer alone.
/// </summary>
internal static class OverlayQuestion
{
    /// <returns>Null when <paramref name="twin"/> is to take the root's place.</returns>
    public static Decision? Ask(ContainerFacts facts, RootfsMode mode, IdMapPair maps, MountEntry root, out RootTwin? twin)
    {
        twin = null;
        var isShifted = Owners.AreOnHost(facts.Root.OwnerUid, facts.Root.OwnerGid, maps);
        if ((isShifted || mode is RootfsMode.Always) && CoversAnOverlay(facts.Mounts, root))
        {
            return new Decision.NothingToDo(
                $"the rootfs {Printable.Text(facts.Root.Path)} covers another overlay at its place: it was recomposed already");
        }

        return facts.Root.Overlay switch
        {
            OverlayFacts.Found found => Ask(found, mode, maps, root, out twin),
            OverlayFacts.Missing when isShifted && mode is not RootfsMode.Always => new Decision.NothingToDo(
                $"the rootfs belongs to {facts.Root.OwnerUid}:{facts.Root.OwnerGid}, which is in the host ranges of the maps: its "
                + "layers were shifted or idmapped already"),
            OverlayFacts.Missing missing => new Decision.Refusal(
                $"the rootfs {Printable.Text(facts.Root.Path)} is an overlay whose layers must be idmapped, and {missing.Reason}",
                RefusalCause.FileSystem),
            _ => null,
        };
    }

    private static Decision? Ask(OverlayFacts.Found overlay, RootfsMode mode, IdMapPair maps, MountEntry root, out RootTwin? twin)
    {
        twin = null;
        var fault = overlay.Lowers.Select(layer => FindFault(layer, "lower", mode, maps)).FirstOrDefault(found => found is not null)
            ?? (overlay.Upper is { } upper ? FindFault(upper, "upper", mode, maps) : null);
        if (fault is not null)
        {
            return new Decision.Refusal(fault, RefusalCause.Owner);
        }

        // The work folder holds what becomes the upper layer's by a rename: both are seen through one mount.
        var upperUse = overlay.Upper is null ? null : Use(overlay.Upper, mode, maps);
        var lowers = overlay.Lowers.Select(layer => Use(layer, mode, maps)).ToArray();
        if (upperUse is not { IsMapped: true } && !Array.Exists(lowers, layer => layer.IsMapped))
        {
            return new Decision.NothingToDo("every layer of the rootfs, which is an overlay, is shifted or idmapped already");
        }

        twin = new RootTwin.Overlay
        {
            Lowers = lowers,
            DataLayers = [.. overlay.DataLayers.Select(layer => new LayerUse(layer, IsMapped: false))],
            Upper = upperUse,
            WorkFolder = overlay.WorkFolder is { } work && upperUse is not null ? new LayerUse(work, upperUse.IsMapped) : null,
            IsReadOnly = overlay.IsReadOnly,
            Options = overlay.Options,
            Source = root.Source,
            MountOptions = root.Options,
        };
        return null;
    }

    /// <summary>
    /// A recomposed root lies on the root that it has replaced. Its own options do not tell it: layers that were handed over by
    /// descriptor are shown by the path they have in a mount that is attached nowhere.
    /// </summary>
    private static bool CoversAnOverlay(IReadOnlyList<MountEntry> mounts, MountEntry root) => mounts.Any(
        mount => mount.Id == root.ParentId
            && mount.FileSystemType == "overlay"
            && string.Equals(mount.MountPoint, root.MountPoint, StringComparison.Ordinal)
            && !string.Equals(mount.Device, root.Device, StringComparison.Ordinal));

    private static LayerUse Use(LayerFacts layer, RootfsMode mode, IdMapPair maps) => new(
        layer,
        !layer.IsIdmapped && (mode is RootfsMode.Always || !Owners.AreOnHost(layer.OwnerUid, layer.OwnerGid, maps)));

    private static string? FindFault(LayerFacts layer, string kind, RootfsMode mode, IdMapPair maps)
    {
        var (uid, gid) = (layer.OwnerUid, layer.OwnerGid);
        return layer.IsIdmapped || mode is RootfsMode.Always || Owners.AreOnHost(uid, gid, maps) || Owners.AreInContainer(uid, gid, maps)
            ? null
            : $"the rootfs is an overlay whose {kind} layer {Printable.Text(layer.Path)} belongs to {Owners.BelongToNeither(uid, gid, maps)}";
    }
}
