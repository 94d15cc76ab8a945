using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/ioctl.h
internal static partial class Native
{
    [LibraryImport("libc")]
    internal static partial int ioctl(FileDescriptor fd, nuint request, nint argument);
}
