using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/wait.h
internal static partial class Native
{
    internal const int P_PIDFD = 3; // Linux 5.4
    internal const int WNOHANG = 0x1;
    internal const int WSTOPPED = 0x2;
    internal const int WEXITED = 0x4;
    internal const int __WALL = 0x4000_0000;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitid(int idType, FileDescriptor id, out Struct.siginfo_t info, int options);
}
