using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/socket.h, sys/un.h
internal static partial class Native
{
    internal const int AF_UNIX = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_CLOEXEC = 0x8_0000;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_NOSIGNAL = 0x4000;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial FileDescriptor socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(FileDescriptor socket, in Struct.sockaddr_un address, int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(FileDescriptor socket, ReadOnlySpan<byte> buffer, nint length, int flags);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct sockaddr_un
        {
            internal ushort sun_family;
            internal Path sun_path;

            [InlineArray(108)]
            internal struct Path
            {
                private byte first;
            }
        }
    }
}
