using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Whose ids a rootfs shows, asked before anything else: what an engine or a mount has put right is left alone, however that was
/// done. The root folder and what lies directly in it are what is asked, merged where it is an overlay.
/// </summary>
/// <remarks>
/// A folder alone proves little: engines that chown a layer may leave out its root folder, and those that chown nothing shift the
/// root folder of an upper layer. So most of what lies in the root decides, and the folder only where that says nothing.
/// </remarks>
internal static class OwnershipCheck
{
    // What an idmapped mount shows of an id that its map does not have: /proc/sys/kernel/overflowuid, which nobody changes.
    private static readonly Owner Unmapped = new(65534, 65534);

    /// <returns>Null when the container's ids are on disk, so that the rootfs is to be remapped.</returns>
    public static Decision? Check(RootFacts root, bool isIdmapped, IdMaps maps, bool isHostsRoot)
    {
        if (root.OwnerIsUnknown)
        {
            return new Decision.Refusal(
                $"the rootfs belongs to ids that the hook's user namespace does not have (it sees {root.Owner} "
                + "instead): it is on a file system of the host or of an outer user namespace, where alone it can be remounted "
                + "idmapped; run the engine there, or keep the rootfs on a file system that this user namespace has mounted "
                + "itself, such as a tmpfs", RefusalCause.Owner);
        }

        var evidence = new OwnerEvidence(maps, isHostsRoot);
        var folder = evidence.OfFolder(root.Owner);
        var census = evidence.Count(root.Entries);
        var entries = census.Majority;
        return (folder, entries) switch
        {
            (Sign.Shifted, _) when isIdmapped => IdmappedAlready(root),
            (Sign.Shifted, Sign.OnDisk) when evidence.IsAmbiguous(root.Owner) && isHostsRoot => null,
            (Sign.Shifted, Sign.OnDisk) => ShiftedFolderAlone(root, maps),
            (Sign.None, Sign.OnDisk) when evidence.IsAmbiguous(root.Owner) => null,
            (Sign.Shifted or Sign.None, Sign.None) when evidence.IsAmbiguous(root.Owner) => CannotBeTold(root, maps),
            (Sign.Shifted, Sign.None) when HoldsNobodys(root, maps) => Neither(
                root.Entries[0], maps, $"what lies in the rootfs {Printable.Text(root.Path)}"),
            (Sign.Shifted, _) when census.OnDisk > 0 && MayHaveIdmappedLayers(root, isHostsRoot) => null, // see CheckDoubtful
            (Sign.Shifted, _) => IsShifted(root),
            (_, Sign.Shifted) => ShiftedButForTheFolder(root, maps),
            (Sign.OnDisk, _) => null,
            _ => isIdmapped || MayHaveIdmappedLayers(root, isHostsRoot) ? null : Neither(root, maps),
        };
    }

    /// <summary>The same of an idmapped rootfs that is to be remapped whoever owns it.</summary>
    /// <returns>Null when its map is another one, so that it shows ids that are none of the container's on the host.</returns>
    public static Decision? CheckIdmapped(RootFacts root, IdMaps maps) =>
        root.Owner == Unmapped || maps.OwnOnHost(root.Owner) ? IdmappedAlready(root) : null;

    /// <summary>Why nothing can be said of a rootfs that belongs to ids of nobody.</summary>
    public static Decision Neither(RootFacts root, IdMaps maps) => Neither(root.Owner, maps, "the rootfs");

    /// <remarks>
    /// A container without a root of its own reads files of the host's root as nobody's, whatever is done, and engines harden it
    /// so. The same goes where something has shifted one half, and nothing could make the other one right.
    /// </remarks>
    private static Decision Neither(Owner owner, IdMaps maps, string what)
    {
        var reason = $"{what} belongs to {Owners.BelongToNeither(owner, maps)}";
        var isRightAsCanBe = !maps.OwnInContainer(Owner.Root) || Owners.IsHalfShifted(owner, maps);
        return isRightAsCanBe ? new Decision.LeftAlone(reason) : new Decision.Refusal(reason, RefusalCause.Owner);
    }

    /// <summary>
    /// Of an overlay the upper layer's folder alone was shifted, and all that lies in it is nobody's for the container.
    /// </summary>
    private static bool HoldsNobodys(RootFacts root, IdMaps maps)
    {
        foreach (var entry in root.Entries)
        {
            if (maps.OwnOnHost(entry) || maps.OwnInContainer(entry)
                || Owners.IsHalfShifted(entry, maps))
            {
                return false;
            }
        }

        return root.Overlay is not null && root.Entries.Count > 0;
    }

    /// <summary>Podman does so with the upper layer that it makes for <c>--rootfs DIR:O</c>, and with nothing else.</summary>
    private static Decision.LeftAlone? ShiftedFolderAlone(RootFacts root, IdMaps maps) =>
        root.Overlay is not null ? null : new Decision.LeftAlone(
            $"the rootfs {Printable.Text(root.Path)} belongs to {root.Owner}, which is in the host ranges of the maps, but what "
            + $"lies in it belongs to ids of the container and is nobody's inside; chown -R it to {Owners.Shifted(maps)}, or "
            + $"chown its folder to {Owners.OnDisk(maps)} to have it remounted idmapped");

    private static Decision ShiftedButForTheFolder(RootFacts root, IdMaps maps) =>
        maps.OwnInContainer(root.Owner)
            ? new Decision.NothingToDo(
                $"the rootfs belongs to {root.Owner}, but most of what lies in it belongs to ids in the host ranges of "
                + $"the maps: it is shifted already, and its folder may be given to {Owners.Shifted(maps)} too")
            : new Decision.LeftAlone(
                $"the rootfs belongs to {root.Owner}, though most of what lies in it is shifted already; chown the "
                + $"folder to {Owners.Shifted(maps)} too");

    private static Decision.NothingToDo IdmappedAlready(RootFacts root) =>
        new($"the rootfs {Printable.Text(root.Path)} is an idmapped mount already");

    private static Decision.NothingToDo CannotBeTold(RootFacts root, IdMaps maps) => new(
        $"the rootfs belongs to {root.Owner}, which are both container ids and host ids of the maps uid {maps.Uids} and gid "
        + $"{maps.Gids} (container id:host id:size): ids on disk and shifted ones cannot be told apart, and it is left as it is; "
        + $"set the annotation {RootfsModeAnnotation.Name} to always to have it remounted idmapped");

    /// <summary>
    /// Of an overlay that shows what is shifted, most of all, and something that is not. What an engine, a runtime and the
    /// container have made in the layer that is written to may be more than the image has; only the layers tell.
    /// </summary>
    /// <returns>What is to be done where they do not; null for any other rootfs.</returns>
    public static Decision.NothingToDo? CheckDoubtful(RootFacts root, IdMaps maps, bool isHostsRoot)
    {
        var evidence = new OwnerEvidence(maps, isHostsRoot);
        var census = evidence.Count(root.Entries);
        return MayHaveIdmappedLayers(root, isHostsRoot) && evidence.OfFolder(root.Owner) is Sign.Shifted
            && census is { OnDisk: > 0, Majority: not Sign.OnDisk }
            ? IsShifted(root)
            : null;
    }

    private static Decision.NothingToDo IsShifted(RootFacts root) =>
        new($"the rootfs belongs to {root.Owner}, which is in the host ranges of the maps: it is shifted already");

    /// <summary>To look for layers costs something, and only the host's root could give them another map.</summary>
    private static bool MayHaveIdmappedLayers(RootFacts root, bool isHostsRoot) => root.Overlay is not null && isHostsRoot;
}
