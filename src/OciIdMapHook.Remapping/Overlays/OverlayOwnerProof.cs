using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Whether what lies in a recomposed overlay belongs to whom it belonged: through the map where it was an id of the container,
/// and as it was where it was one of its ids on the host.
/// </summary>
internal sealed class OverlayOwnerProof
{
    private readonly IdMap uids;
    private readonly IdMap gids;
    private readonly bool replacesMaps;
    private readonly bool leavesUpper; // with what was copied up to it

    private OverlayOwnerProof(IdMap uids, IdMap gids, bool replacesMaps, bool leavesUpper)
    {
        this.leavesUpper = leavesUpper;
        this.uids = uids;
        this.gids = gids;
        this.replacesMaps = replacesMaps;
    }

    /// <returns>Null where the files are to be remapped whomever they belong to.</returns>
    internal static OverlayOwnerProof? For(RemapPlan plan, RootTwin.Overlay overlay) => overlay.KeepsOwners
        ? new OverlayOwnerProof(plan.UidMap, plan.GidMap, IsReplaced(overlay.Upper)
            || overlay.Lowers.Any(IsReplaced), overlay.Upper is { IsMapped: false })
        : null;

    /// <exception cref="LinuxException">Something belongs to another one than it should.</exception>
    internal void Check(FileDescriptor overlay, FileDescriptor oldRoot, string name)
    {
        var old = Files.Status(oldRoot);
        Check(old, Files.Status(overlay), "its root folder", name);

        var seen = 0;
        using var folder = Files.OpenAt2(
            overlay, ".", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.Beneath | PathResolution.NoMagicLinks);
        Files.ForEachStatus(folder, name, (entry, now) =>
        {
            // What the runtime has mounted there hides what was there.
            if (Files.StatusOfEntry(oldRoot, entry) is { } before && before.MountId == old.MountId)
                Check(before, now, $"\"{Printable.Text(System.Text.Encoding.UTF8.GetString(entry[..^1]))}\"", name);
            return ++seen < EntryOwners.Most;
        });
    }

    private static bool IsReplaced(LayerUse? layer) => layer is { IsMapped: true, Layer.IsIdmapped: true };

    private void Check(FileStatus before, FileStatus now, string what, string name)
    {
        var isMapped = (uids.ToHost(before.Uid), gids.ToHost(before.Gid)) == (now.Uid, now.Gid);
        var isOnHost = uids.ContainsHostId(now.Uid) && gids.ContainsHostId(now.Gid);
        var isSame = (before.Uid, before.Gid) == (now.Uid, now.Gid);
        var wasContainers = uids.ContainsContainerId(before.Uid) && gids.ContainsContainerId(before.Gid);
        var wasOnHost = uids.ContainsHostId(before.Uid) && gids.ContainsHostId(before.Gid);
        var isRight = isMapped || ((wasOnHost || leavesUpper) && isSame)
            || (!wasContainers && !wasOnHost && (isOnHost || !replacesMaps));
        if (!isRight)
            throw Wrong(before, now, what, name);
    }

    private static LinuxException Wrong(FileStatus before, FileStatus now, string what, string name) => new(
        Errno.None,
        $"check of {name}",
        $"{what} belongs to {before.Uid}:{before.Gid} in the rootfs and to {now.Uid}:{now.Gid} in it, which is not what the "
        + "container's maps make of it: a layer holds files of different kinds, or is idmapped with another map that cannot be "
        + $"replaced; mount the rootfs again of layers that hold one kind, or set the annotation {RootfsModeAnnotation.Name} to "
        + "never");
}
