using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether a volume and what is mounted below it can be copied and idmapped without a loss.</summary>
internal static class VolumeChecks
{
    public static bool IsShared(MountEntry mount) => mount.OptionalFields.Contains("shared:", StringComparison.Ordinal);

    /// <param name="tree">The volume.</param>
    /// <param name="isRecursive">All its source mounts are to be idmapped.</param>
    /// <param name="rootPath">Where the rootfs is.</param>
    /// <param name="path">The volume's mount point below the root.</param>
    /// <returns>What is in the way and what to do; null when nothing is.</returns>
    public static string? FindObstacle(VolumeTree tree, bool isRecursive, string rootPath, out string? path)
    {
        path = null;
        foreach (var mount in tree.All)
        {
            if (SubmountPlanner.FindObstacle(mount, rootPath) is { } obstacle)
                return obstacle;

            if (!IsWithin(mount.MountPoint, tree.SourceMounts[0].MountPoint))
            {
                return $"{Show(mount)} lies on {Show(tree.SourceMounts[0])} and not within it by its path; the mount table "
                    + "changed while it was read: create the container again";
            }

            // The kernel leaves such a mount out of a copy without a word.
            if (mount.IsUnbindable)
                return $"{Show(mount)} is unbindable and cannot be copied; take the option unbindable away";
        }

        path = SubmountPlanner.RelativePath(tree.SourceMounts[0], rootPath);
        return isRecursive ? FindObstacleToRecursion(tree) : FindMapToKeep(tree);
    }

    /// <summary>
    /// The kernel gives another map to a copy of a whole tree or of one mount (open_tree_attr), and to no part of a copy.
    /// </summary>
    private static string? FindMapToKeep(VolumeTree tree) => tree.SourceMounts[0].IsIdmapped && tree.All.Count > 1
        ? $"its source is idmapped already, and {Show(tree.All[1])} lies below it; take the option ridmap in place of idmap, or "
            + "a source that is not idmapped"
        : null;

    private static string? FindObstacleToRecursion(VolumeTree tree)
    {
        // To leave the submounts out of a recursive map they are taken off a copy that is mounted over the volume for that time.
        if (tree.Submounts.Count > 0 && tree.All.FirstOrDefault(IsShared) is { } shared)
        {
            return $"{Show(shared)} is shared with the host, which would see how the volumes below it are set aside; take the "
                + "option shared away, or idmap in place of ridmap";
        }

        return tree.Submounts.FirstOrDefault(submount => IsCovered(submount, tree)) is { } covered
            ? $"{Show(covered)}, a volume below it, is not alone at its place; leave out what is mounted under or over it, or "
                + "take the option idmap in place of ridmap"
            : null;
    }

    /// <summary>It is that folder, or lies in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        (path + '/').StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>A path finds another mount where this submount is mounted.</summary>
    private static bool IsCovered(MountEntry submount, VolumeTree tree) => tree.All.Any(other => Covers(other, submount));

    /// <summary>It lies on the other one's root, or on a folder above it.</summary>
    public static bool Covers(MountEntry other, MountEntry mount) =>
        (other.ParentId == mount.Id && other.MountPoint == mount.MountPoint)
        || (other.Id != mount.Id && other.ParentId == mount.ParentId
            && (mount.MountPoint + '/').StartsWith(other.MountPoint + '/', StringComparison.Ordinal));

    private static string Show(MountEntry mount) =>
        $"mount {mount.Id} ({Printable.Text(mount.FileSystemType)}) at {Printable.Text(mount.MountPoint)}";
}
