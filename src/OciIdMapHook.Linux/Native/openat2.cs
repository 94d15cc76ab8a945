using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// linux/openat2.h
internal static partial class Native
{
    internal const int RESOLVE_NO_XDEV = 0x01;
    internal const int RESOLVE_NO_MAGICLINKS = 0x02;
    internal const int RESOLVE_NO_SYMLINKS = 0x04;
    internal const int RESOLVE_BENEATH = 0x08;
    internal const int RESOLVE_IN_ROOT = 0x10;

    internal static FileDescriptor openat2(FileDescriptor dirfd, string path, in Struct.open_how how) =>
        openat2(SYS_openat2, dirfd, path, in how, Unsafe.SizeOf<Struct.open_how>());

    /// <remarks>The path ends with a zero.</remarks>
    internal static FileDescriptor openat2(FileDescriptor dirfd, ReadOnlySpan<byte> path, in Struct.open_how how) =>
        openat2(SYS_openat2, dirfd, path, in how, Unsafe.SizeOf<Struct.open_how>());

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileDescriptor openat2(
        nint number, FileDescriptor dirfd, string path, in Struct.open_how how, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial FileDescriptor openat2(
        nint number, FileDescriptor dirfd, ReadOnlySpan<byte> path, in Struct.open_how how, nint size);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct open_how
        {
            internal ulong flags;
            internal ulong mode;
            internal ulong resolve;
        }
    }
}
