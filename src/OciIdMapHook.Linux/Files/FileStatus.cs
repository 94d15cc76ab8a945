namespace OciIdMapHook.Linux;

/// <summary>What statx(2) tells of a file.</summary>
/// <param name="Device">Major number in the upper, minor number in the lower half.</param>
/// <param name="Inode">The inode number on that device.</param>
/// <param name="MountId">The id of the mount the file was reached through, as in /proc/PID/mountinfo (STATX_MNT_ID, Linux
/// 5.8).</param>
/// <param name="Mode">Type and permission bits, as in st_mode.</param>
/// <param name="Uid">The owner as seen through that mount, in the calling process's user namespace.</param>
/// <param name="Gid">The group, likewise.</param>
/// <param name="IsMountRoot">The file is the root of its mount (STATX_ATTR_MOUNT_ROOT, Linux 5.8).</param>
public readonly record struct FileStatus(
    ulong Device, ulong Inode, int MountId, ushort Mode, uint Uid, uint Gid, bool IsMountRoot)
{
    /// <summary>Whom a file belongs to whose owner has no id in the calling process's user namespace
    /// (/proc/sys/kernel/overflowuid, which nobody changes).</summary>
    public const uint OverflowId = Native.DEFAULT_OVERFLOWUID;

    private const ushort SpecialBits = Native.S_ISUID | Native.S_ISGID | Native.S_ISVTX;
    private const ushort ExecuteBits = Native.S_IXUSR | Native.S_IXGRP | Native.S_IXOTH;

    /// <summary>In bytes.</summary>
    public ulong Size { get; init; }

    /// <summary>The device that a special file stands for, major and minor as in <see cref="Device"/>.</summary>
    public ulong SpecialDevice { get; init; }

    /// <summary>What an overlay has in a layer for a name that is gone: the character device 0:0.</summary>
    public bool IsWhiteout => (Mode & Native.S_IFMT) == Native.S_IFCHR && SpecialDevice == 0;

    public bool IsDirectory => (Mode & Native.S_IFMT) == Native.S_IFDIR;

    public bool IsSymbolicLink => (Mode & Native.S_IFMT) == Native.S_IFLNK;

    /// <summary>The permission bits, the three special ones included.</summary>
    public int Permissions => Mode & ~Native.S_IFMT;

    public bool IsRegular => (Mode & Native.S_IFMT) == Native.S_IFREG;

    public bool IsPipeOrSocket => (Mode & Native.S_IFMT) is Native.S_IFIFO or Native.S_IFSOCK;

    /// <summary>Whether anybody may execute it, and so root.</summary>
    public bool IsExecutable => IsRegular && (Mode & ExecuteBits) != 0;

    /// <summary>Whether the setuid, setgid or sticky bit is set.</summary>
    public bool HasSpecialBits => (Mode & SpecialBits) != 0;

    /// <summary>Whether its group or everybody may write to it.</summary>
    public bool IsWritableByOthers => (Mode & (Native.S_IWGRP | Native.S_IWOTH)) != 0;

    /// <summary>Both are folders, or links, or the same other kind of file.</summary>
    public bool IsOfSameTypeAs(FileStatus other) => (Mode & Native.S_IFMT) == (other.Mode & Native.S_IFMT);

    /// <summary>Whether both are one file, whatever mount each was reached through.</summary>
    public bool IsSameFileAs(FileStatus other) => Device == other.Device && Inode == other.Inode;
}
