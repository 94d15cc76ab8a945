using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sched.h
internal static partial class Native
{
    internal const int CLONE_FS = 0x200;
    internal const int CLONE_NEWNS = 0x2_0000;
    internal const int CLONE_NEWUSER = 0x1000_0000;

    internal const int CPU_SETSIZE = 1024;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setns(FileDescriptor fd, int type);

    [LibraryImport("libc")]
    internal static partial int sched_getcpu();

    [LibraryImport("libc")]
    internal static unsafe partial int sched_getaffinity(int pid, nint size, Struct.cpu_set_t* mask);

    [LibraryImport("libc")]
    internal static unsafe partial int sched_setaffinity(int pid, nint size, Struct.cpu_set_t* mask);

    internal static partial class Struct
    {
        [InlineArray(CPU_SETSIZE / 64)]
        internal struct cpu_set_t
        {
            private ulong bits;
        }
    }
}
