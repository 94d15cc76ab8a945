using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// poll.h
internal static partial class Native
{
    internal const short POLLIN = 0x1;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(ref Struct.pollfd descriptors, nuint count, int milliseconds);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct pollfd
        {
            internal int fd;
            internal short events;
            internal short revents;
        }
    }
}
