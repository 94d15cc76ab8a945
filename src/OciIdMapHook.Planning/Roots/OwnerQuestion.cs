namespace OciIdMapHook.Planning;

/// <summary>Whose ids are on disk: the container's, to be seen through the map, or the host's, where something has shifted
/// the files already.</summary>
internal static class OwnerQuestion
{
    /// <returns>Null when the ids on disk are the container's, so that the rootfs is to be remapped.</returns>
    public static Decision? Ask(RootFacts root, IdMapPair maps)
    {
        var (uid, gid) = (root.OwnerUid, root.OwnerGid);
        if (maps.Uids.ContainsHostId(uid) && maps.Gids.ContainsHostId(gid))
        {
            return new Decision.NothingToDo(
                $"the rootfs belongs to {uid}:{gid}, which is in the host ranges of the maps: it is shifted already");
        }

        return maps.Uids.ContainsContainerId(uid) && maps.Gids.ContainsContainerId(gid)
            ? null
            : new Decision.Refusal($"the rootfs belongs to uid {uid} and gid {gid}, which are neither both container ids nor "
                + $"both host ids of the maps uid {maps.Uids} and gid {maps.Gids} (container id:host id:size); chown it to 0:0, "
                + $"or set the annotation {RootfsModeAnnotation.Name} to always (remap it) or never (leave it alone)");
    }
}
