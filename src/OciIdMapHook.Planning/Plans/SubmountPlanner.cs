using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which mounts must move from the old root to the new one: its children by parent id, since a path also finds what is mounted
/// over something else, and a prefix also finds <c>/rootfs2</c>.
/// </summary>
internal static class SubmountPlanner
{
    /// <summary>How the kernel ends the path of a folder that is unlinked; a real path has no empty name in it.</summary>
    private const string Deleted = "//deleted";

    /// <param name="mounts">The container's mount table.</param>
    /// <param name="root">The root mount in it.</param>
    /// <param name="rootPath">Its mount point.</param>
    /// <param name="host">Takes the host's mounts, which stay, and what is mounted on them moves instead; null where there are
    /// none.</param>
    /// <param name="reason">Why the mounts cannot be moved.</param>
    public static IReadOnlyList<SubmountMove> Plan(
        IReadOnlyList<MountEntry> mounts, MountEntry root, string rootPath, HostSubmountPlanner? host, out string? reason)
    {
        var moves = new List<SubmountMove>();
        var places = new HashSet<string>(StringComparer.Ordinal);
        var parents = new Queue<MountEntry>([root]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var mount in mounts)
            {
                if (mount.ParentId != parent.Id || mount.Id == parent.Id)
                    continue;

                reason = FindObstacle(mount, rootPath);
                if (reason is null && host?.TryTake(mount, RelativePath(mount, rootPath)!) is true)
                {
                    parents.Enqueue(mount);
                    continue;
                }

                reason ??= places.Add(mount.MountPoint) ? null : TwoAtOnePlace(mount, parent);
                var stack = reason is null ? FindStack(mounts, mount, out reason) : [];
                if (reason is not null)
                    return [];

                moves.Add(new SubmountMove(mount.Id, RelativePath(mount, rootPath)!, stack));
            }
        }

        reason = null;
        return moves;
    }

    public static string? FindObstacle(MountEntry mount, string rootPath)
    {
        if (mount.HasUndecodablePath)
            return $"{Show(mount)} has a path that is not valid UTF-8 and cannot be named safely; rename the folder";

        if (mount.MountPoint.EndsWith(Deleted, StringComparison.Ordinal))
        {
            return $"{Show(mount)} is on a folder that is unlinked, so that it has no place on the remounted rootfs; "
                + "see what removed the folder while the container was being created";
        }

        return RelativePath(mount, rootPath) is null
            ? $"{Show(mount)} is mounted on the rootfs but not below {Printable.Text(rootPath)}; something else changed the "
                + "mounts meanwhile: create the container again"
            : null;
    }

    public static string? RelativePath(MountEntry mount, string rootPath)
    {
        var prefix = rootPath.EndsWith('/') ? rootPath : rootPath + '/';
        return mount.MountPoint.Length > prefix.Length && mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal)
            ? mount.MountPoint[prefix.Length..]
            : null;
    }

    /// <summary>Each mount of a stack is the child of the one below it, on the same mount point.</summary>
    private static List<int> FindStack(IReadOnlyList<MountEntry> mounts, MountEntry bottom, out string? reason)
    {
        var stack = new List<int>();
        reason = null;
        var below = bottom;
        while (FindAbove(mounts, below, out reason) is { } above)
        {
            if (above.Id == bottom.Id || stack.Contains(above.Id))
            {
                reason = $"the mounts at {Printable.Text(bottom.MountPoint)} lie on each other in a circle; "
                    + "the mount table changed while it was read: create the container again";
                return [];
            }

            stack.Add(above.Id);
            below = above;
        }

        return stack;
    }

    private static MountEntry? FindAbove(IReadOnlyList<MountEntry> mounts, MountEntry below, out string? reason)
    {
        MountEntry? found = null;
        foreach (var mount in mounts)
        {
            if (mount.ParentId != below.Id || mount.Id == below.Id
                || !string.Equals(mount.MountPoint, below.MountPoint, StringComparison.Ordinal))
            {
                continue;
            }

            if (found is not null)
            {
                reason = TwoAtOnePlace(mount, below);
                return null;
            }

            found = mount;
        }

        reason = null;
        return found;
    }

    private static string TwoAtOnePlace(MountEntry mount, MountEntry parent) =>
        $"{Show(mount)} is not the only mount there whose parent is mount {parent.Id}, so that it cannot be told which one is "
        + "seen; the mount table changed while it was read: create the container again";

    private static string Show(MountEntry mount) =>
        $"mount {mount.Id} ({Printable.Text(mount.FileSystemType)}) at {Printable.Text(mount.MountPoint)}";
}
