using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>Finds what is mounted below a folder: by parent ids, since a path also leads to what another mount covers.</summary>
public static class MountsBelow
{
    /// <param name="mounts">The mount table.</param>
    /// <param name="mountId">The mount the folder is on.</param>
    /// <param name="path">The folder.</param>
    public static IReadOnlyList<MountEntry> Of(IReadOnlyList<MountEntry> mounts, int mountId, string path)
    {
        var byParent = mounts.Where(mount => mount.Id != mount.ParentId).ToLookup(mount => mount.ParentId);
        var prefix = path.TrimEnd('/') + '/';
        var found = new List<MountEntry>();
        var parents = new Queue<MountEntry>(
            byParent[mountId].Where(mount => mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal)));
        while (parents.TryDequeue(out var mount) && found.Count < mounts.Count)
        {
            found.Add(mount);
            foreach (var child in byParent[mount.Id])
                parents.Enqueue(child);
        }

        return found;
    }
}
