using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/file.h
internal static partial class Native
{
    internal const int LOCK_EX = 0x2;
    internal const int LOCK_NB = 0x4;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int flock(FileDescriptor fd, int operation);
}
