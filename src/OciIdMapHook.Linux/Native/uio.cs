using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/uio.h
internal static partial class Native
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint process_vm_readv(
        int pid, in Struct.iovec local, nuint localCount, in Struct.iovec remote, nuint remoteCount, nuint flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint process_vm_writev(
        int pid, in Struct.iovec local, nuint localCount, in Struct.iovec remote, nuint remoteCount, nuint flags);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct iovec
        {
            internal nint iov_base;
            internal nint iov_len;
        }
    }
}
