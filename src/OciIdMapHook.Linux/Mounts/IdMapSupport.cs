namespace OciIdMapHook.Linux;

/// <summary>
/// Which file systems can be idmapped, and since which Linux (mount_setattr(2), NOTES, and each file system's FS_ALLOW_IDMAP).
/// </summary>
internal static class IdMapSupport
{
    private static readonly Dictionary<string, string> Since = new(StringComparer.Ordinal)
    {
        ["ext4"] = "5.12",
        ["xfs"] = "5.12",
        ["vfat"] = "5.12",
        ["btrfs"] = "5.15",
        ["ntfs3"] = "5.15",
        ["f2fs"] = "5.18",
        ["erofs"] = "5.19",
        ["squashfs"] = "6.2",
        ["tmpfs"] = "6.3",
        ["ceph"] = "6.7",
        ["fuse"] = "6.12, if its server allows it",
    };

    internal static bool IsKnown(string fileSystemType) => Since.ContainsKey(Family(fileSystemType));

    internal static string Describe(string fileSystemType)
    {
        if (Since.TryGetValue(Family(fileSystemType), out var version))
            return $"{fileSystemType} supports idmapped mounts since Linux {version}, and this kernel refused";

        return fileSystemType == "overlay"
            ? "the merged mount of an overlay cannot be idmapped"
            : $"no Linux known to this hook supports idmapped mounts of {fileSystemType}";
    }

    /// <summary>
    /// A file system in user space may name its own kind after a full stop, and "fuseblk" is one on a block device.
    /// </summary>
    private static string Family(string fileSystemType) =>
        fileSystemType.Split('.')[0] is "fuse" or "fuseblk" ? "fuse" : fileSystemType;
}
