using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/statfs.h, sys/statvfs.h
internal static partial class Native
{
    internal const nint ST_RDONLY = 0x1;
    internal const nint ST_NOSUID = 0x2;
    internal const nint ST_NOEXEC = 0x8;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fstatfs(FileDescriptor fd, out Struct.statfs buffer);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential, Size = 120)]
        internal struct statfs
        {
            internal nint f_type;
            internal nint f_bsize;
            internal ulong f_blocks;
            internal ulong f_bfree;
            internal ulong f_bavail;
            internal ulong f_files;
            internal ulong f_ffree;
            internal ulong f_fsid;
            internal nint f_namelen;
            internal nint f_frsize;
            internal nint f_flags;
        }
    }
}
