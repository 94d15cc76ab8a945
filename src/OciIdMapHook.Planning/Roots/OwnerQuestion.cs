using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whose ids are on disk: the container's, to be seen through the map, or the host's, where something has shifted
/// the files already.</summary>
internal static class OwnerQuestion
{
    /// <returns>Null when the ids on disk are the container's, so that the rootfs is to be remapped.</returns>
    public static Decision? Ask(RootFacts root, IdMapPair maps)
    {
        var (uid, gid) = (root.OwnerUid, root.OwnerGid);
        if (root.OwnerIsUnknown)
        {
            return new Decision.Refusal($"the rootfs belongs to ids that the hook's user namespace does not have (it sees {uid}:{gid} "
                + "instead): it is on a file system of the host or of an outer user namespace, where alone it can be remounted "
                + "idmapped; run the engine there, or keep the rootfs on a file system that this user namespace has mounted itself, "
                + "such as a tmpfs", RefusalCause.Owner);
        }

        if (Owners.AreOnHost(uid, gid, maps))
        {
            return new Decision.NothingToDo(
                $"the rootfs belongs to {uid}:{gid}, which is in the host ranges of the maps: it is shifted already");
        }

        return Owners.AreInContainer(uid, gid, maps)
            ? null
            : new Decision.Refusal($"the rootfs belongs to {Owners.BelongToNeither(uid, gid, maps)}", RefusalCause.Owner);
    }
}
