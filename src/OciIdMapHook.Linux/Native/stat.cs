using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/stat.h, linux/stat.h
internal static partial class Native
{
    internal const ushort S_IFMT = 0xF000; // 0170000
    internal const ushort S_IFIFO = 0x1000; // 0010000
    internal const ushort S_IFCHR = 0x2000; // 0020000
    internal const ushort S_IFDIR = 0x4000; // 0040000
    internal const ushort S_IFREG = 0x8000; // 0100000
    internal const ushort S_IFLNK = 0xA000; // 0120000
    internal const ushort S_IFSOCK = 0xC000; // 0140000

    internal const ushort S_ISUID = 0x800; // 04000
    internal const ushort S_ISGID = 0x400; // 02000
    internal const ushort S_ISVTX = 0x200; // 01000
    internal const ushort S_IRWXU = 0x1C0; // 0700
    internal const ushort S_IRUSR = 0x100; // 0400
    internal const ushort S_IWUSR = 0x80; // 0200
    internal const ushort S_IXUSR = 0x40; // 0100
    internal const ushort S_IRGRP = 0x20; // 0040
    internal const ushort S_IWGRP = 0x10; // 0020
    internal const ushort S_IXGRP = 0x8; // 0010
    internal const ushort S_IROTH = 0x4; // 0004
    internal const ushort S_IWOTH = 0x2; // 0002
    internal const ushort S_IXOTH = 0x1; // 0001

    internal const uint STATX_TYPE = 0x1;
    internal const uint STATX_UID = 0x8;
    internal const uint STATX_GID = 0x10;
    internal const uint STATX_INO = 0x100;
    internal const uint STATX_SIZE = 0x200;
    internal const uint STATX_BASIC_STATS = 0x7FF;
    internal const uint STATX_MNT_ID = 0x1000;
    internal const uint STATX_MNT_ID_UNIQUE = 0x4000;
    internal const ulong STATX_ATTR_MOUNT_ROOT = 0x2000;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statx(FileDescriptor dirfd, string path, int flags, uint mask, out Struct.statx buffer);

    /// <remarks>The path ends with a zero.</remarks>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statx(
        FileDescriptor dirfd, ReadOnlySpan<byte> path, int flags, uint mask, out Struct.statx buffer);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchmod(FileDescriptor fd, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchmodat(FileDescriptor dirfd, ReadOnlySpan<byte> path, uint mode, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkdirat(FileDescriptor dirfd, string path, uint mode);

    [LibraryImport("libc")]
    internal static partial uint umask(uint mask);

    internal static partial class Struct
    {
        /// <summary>Up to the mount id (Linux 5.8); the kernel writes all 256 bytes.</summary>
        [StructLayout(LayoutKind.Sequential, Size = 256)]
        internal struct statx
        {
            internal uint stx_mask;
            internal uint stx_blksize;
            internal ulong stx_attributes;
            internal uint stx_nlink;
            internal uint stx_uid;
            internal uint stx_gid;
            internal ushort stx_mode;
            private readonly ushort spare;
            internal ulong stx_ino;
            internal ulong stx_size;
            internal ulong stx_blocks;
            internal ulong stx_attributes_mask;
            internal statx_timestamp stx_atime;
            internal statx_timestamp stx_btime;
            internal statx_timestamp stx_ctime;
            internal statx_timestamp stx_mtime;
            internal uint stx_rdev_major;
            internal uint stx_rdev_minor;
            internal uint stx_dev_major;
            internal uint stx_dev_minor;
            internal ulong stx_mnt_id;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct statx_timestamp
        {
            internal long tv_sec;
            internal uint tv_nsec;
            private readonly int reserved;
        }
    }
}
