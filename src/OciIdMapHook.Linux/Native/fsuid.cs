using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/fsuid.h
internal static partial class Native
{
    [LibraryImport("libc")]
    internal static partial int setfsuid(uint uid);

    [LibraryImport("libc")]
    internal static partial int setfsgid(uint gid);
}
