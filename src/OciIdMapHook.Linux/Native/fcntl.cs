using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// fcntl.h
internal static partial class Native
{
    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 0x1;
    internal const int O_RDWR = 0x2;
    internal const int O_CREAT = 0x40;
    internal const int O_EXCL = 0x80;
    internal const int O_APPEND = 0x400;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x8_0000;
    internal const int O_PATH = 0x20_0000;

    internal const int AT_FDCWD = -100;
    internal const int AT_SYMLINK_NOFOLLOW = 0x100;
    internal const int AT_REMOVEDIR = 0x200;
    internal const int AT_NO_AUTOMOUNT = 0x800;
    internal const int AT_EMPTY_PATH = 0x1000;
    internal const int AT_STATX_DONT_SYNC = 0x4000;
    internal const int AT_RECURSIVE = 0x8000;

    internal const int F_OFD_SETLK = 37;
    internal const short F_RDLCK = 0;
    internal const short F_UNLCK = 2;

    internal static int O_DIRECTORY => Architecture.IsArm64 ? Arm64.O_DIRECTORY : X64.O_DIRECTORY;

    internal static int O_NOFOLLOW => Architecture.IsArm64 ? Arm64.O_NOFOLLOW : X64.O_NOFOLLOW;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FileDescriptor openat(FileDescriptor dirfd, string path, int flags, uint mode);

    /// <remarks>The path ends with a zero.</remarks>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial FileDescriptor openat(FileDescriptor dirfd, ReadOnlySpan<byte> path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(FileDescriptor fd, int command, in Struct.flock @lock);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct flock
        {
            internal short l_type;
            internal short l_whence;
            internal long l_start;
            internal long l_len;
            internal int l_pid;
        }
    }

    internal static partial class X64
    {
        internal const int O_DIRECTORY = 0x1_0000;
        internal const int O_NOFOLLOW = 0x2_0000;
    }

    internal static partial class Arm64
    {
        internal const int O_DIRECTORY = 0x4000;
        internal const int O_NOFOLLOW = 0x8000;
    }
}
