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
    private readonly IdMaps maps;
    private readonly bool replacesMaps;
    private readonly bool leavesUpper; // with what was copied up to it

    private OverlayOwnerProof(IdMaps maps, bool replacesMaps, bool leavesUpper)
    {
        this.leavesUpper = leavesUpper;
        this.maps = maps;
        this.replacesMaps = replacesMaps;
    }

    /// <returns>Null where the files are to be remapped whomever they belong to.</returns>
    internal static OverlayOwnerProof? For(RemapPlan plan, ReplacementRoot.Overlay overlay) => overlay.KeepsOwners
        ? new OverlayOwnerProof(plan.Maps, IsReplaced(overlay.Upper)
            || overlay.Lowers.Any(IsReplaced), overlay.Upper is { IsMapped: false })
        : null;

    /// <exception cref="LinuxException">Something belongs to another one than it should.</exception>
    internal void Check(FileDescriptor overlay, FileDescriptor oldRoot, string name)
    {
        var old = Files.Status(oldRoot);
        Check(old.Owner(), Files.Status(overlay).Owner(), "its root folder", name);

        var seen = 0;
        using var folder = Files.OpenAt2(
            overlay, ".", OpenFlags.ReadOnly | OpenFlags.Directory, PathResolution.Beneath | PathResolution.NoMagicLinks);
        Files.ForEachStatus(folder, name, (entry, now) =>
        {
            // What the runtime has mounted there hides what was there.
            if (Files.StatusOfEntry(oldRoot, entry) is { } before && before.MountId == old.MountId)
            {
                var what = $"\"{Printable.Text(System.Text.Encoding.UTF8.GetString(entry[..^1]))}\"";
                Check(before.Owner(), now.Owner(), what, name);
            }

            return ++seen < EntryOwners.MaxEntries;
        });
    }

    private static bool IsReplaced(LayerUse? layer) => layer is { IsMapped: true, Layer.IsIdmapped: true };

    private void Check(Owner before, Owner now, string what, string name)
    {
        var wasOnHost = maps.OwnOnHost(before);
        var isRight = maps.ToHost(before) == now || ((wasOnHost || leavesUpper) && before == now)
            || (!maps.OwnInContainer(before) && !wasOnHost && (maps.OwnOnHost(now) || !replacesMaps));
        if (!isRight)
            throw Wrong(before, now, what, name);
    }

    private static LinuxException Wrong(Owner before, Owner now, string what, string name) => new(
        Errno.None,
        $"check of {name}",
        $"{what} belongs to {before} in the rootfs and to {now} in it, which is not what the "
        + "container's maps make of it: a layer holds files of different kinds, or is idmapped with another map that cannot be "
        + $"replaced; mount the rootfs again of layers that hold one kind, or set the annotation {RootfsModeAnnotation.Name} to "
        + "never");
}
