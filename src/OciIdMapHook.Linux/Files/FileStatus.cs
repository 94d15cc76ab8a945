namespace OciIdMapHook.Linux;

/// <summary>What statx(2) tells of a file.</summary>
/// <param name="Device">Major number in the upper, minor number in the lower half.</param>
/// <param name="Inode">The inode number on that device.</param>
/// <param name="MountId">The id of the mount the file was reached through, as in /proc/PID/mountinfo (STATX_MNT_ID, Linux 5.8).</param>
/// <param name="Mode">Type and permission bits, as in st_mode.</param>
/// <param name="Uid">The owner as seen through that mount, in the calling process's user namespace.</param>
/// <param name="Gid">The group, likewise.</param>
/// <param name="IsMountRoot">The file is the root of its mount (STATX_ATTR_MOUNT_ROOT, Linux 5.8).</param>
public readonly record struct FileStatus(
    ulong Device, ulong Inode, int MountId, ushort Mode, uint Uid, uint Gid, bool IsMountRoot)
{
    private const ushort TypeMask = 0xF000;
    private const ushort CharacterDeviceType = 0x2000;
    private const ushort DirectoryType = 0x4000;
    private const ushort FifoType = 0x1000;
    private const ushort SocketType = 0xC000;
    private const ushort RegularType = 0x8000;
    private const ushort SymbolicLinkType = 0xA000;
    private const ushort ExecuteBits = 0x49; // 0111

    /// <summary>In bytes.</summary>
    public ulong Size { get; init; }

    /// <summary>The device that a special file stands for, major and minor as in <see cref="Device"/>.</summary>
    public ulong SpecialDevice { get; init; }

    /// <summary>What an overlay has in a layer for a name that is gone: the character device 0:0.</summary>
    public bool IsWhiteout => (Mode & TypeMask) == CharacterDeviceType && SpecialDevice == 0;

    public bool IsDirectory => (Mode & TypeMask) == DirectoryType;

    public bool IsSymbolicLink => (Mode & TypeMask) == SymbolicLinkType;

    /// <summary>The permission bits, the three special ones included.</summary>
    public int Permissions => Mode & ~TypeMask;

    public bool IsRegular => (Mode & TypeMask) == RegularType;

    public bool IsPipeOrSocket => (Mode & TypeMask) is FifoType or SocketType;

    /// <summary>Whether anybody may execute it, and so root.</summary>
    public bool IsExecutable => IsRegular && (Mode & ExecuteBits) != 0;

    /// <summary>Both are folders, or links, or the same other kind of file.</summary>
    public bool IsOfSameTypeAs(FileStatus other) => (Mode & TypeMask) == (other.Mode & TypeMask);

    /// <summary>Whether both are one file, whatever mount each was reached through.</summary>
    public bool IsSameFileAs(FileStatus other) => Device == other.Device && Inode == other.Inode;
}
