using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// dirent.h
internal static partial class Native
{
    internal const byte DT_UNKNOWN = 0;
    internal const byte DT_DIR = 4;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint getdents64(FileDescriptor fd, Span<byte> buffer, nint size);

    internal static partial class Struct
    {
        /// <summary>The kernel's linux_dirent64, up to the name, which ends with a zero.</summary>
        [StructLayout(LayoutKind.Sequential, Pack = 1)]
        internal struct dirent64
        {
            internal ulong d_ino;
            internal long d_off;
            internal ushort d_reclen;
            internal byte d_type;
        }
    }
}
