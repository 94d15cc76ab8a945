using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Which of the mounts below a rootfs are the host's, and which of those are seen through the map like the rootfs.</summary>
internal sealed class HostSubmountPlanner(IReadOnlyList<HostMountFact> facts, IdMapPair maps, bool mapAlways)
{
    private readonly List<HostMountFact> left = [.. facts];
    private readonly List<HostSubmount> found = [];
    private readonly List<string> warnings = [];

    public IReadOnlyList<HostSubmount> Found => found;

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Notes a mount if it is the container's copy of one of the host's: the same part of the same file system in the same place.</summary>
    /// <param name="mount">A mount of the container.</param>
    /// <param name="relativePath">Its mount point below the root.</param>
    /// <remarks>Each of the host's mounts is found once: a runtime may mount the same thing over it again.</remarks>
    public bool TryTake(MountEntry mount, string relativePath)
    {
        var index = left.FindIndex(fact => IsCopy(fact, mount, relativePath));
        if (index < 0)
        {
            return false;
        }

        var original = left[index];
        left.RemoveAt(index);
        found.Add(new HostSubmount(mount, relativePath, original.IsCovered, !original.IsCovered && IsToBeMapped(original)));
        return true;
    }

    private static bool IsCopy(HostMountFact fact, MountEntry mount, string relativePath) =>
        fact.RelativePath == relativePath && fact.Mount.Device == mount.Device && fact.Mount.Root == mount.Root;

    private bool IsToBeMapped(HostMountFact fact)
    {
        if (fact.Mount.IsIdmapped)
        {
            return false;
        }

        var isShifted = maps.Uids.ContainsHostId(fact.OwnerUid) && maps.Gids.ContainsHostId(fact.OwnerGid);
        var isOnDisk = maps.Uids.ContainsContainerId(fact.OwnerUid) && maps.Gids.ContainsContainerId(fact.OwnerGid);
        if (mapAlways || (isOnDisk && !isShifted))
        {
            return true;
        }

        if (!isShifted)
        {
            warnings.Add($"the host's mount at {Printable.Text(fact.RelativePath)} in the rootfs belongs to uid {fact.OwnerUid} and gid "
                + $"{fact.OwnerGid}, which are no ids of the container; it is left as it is");
        }

        return false;
    }
}
