using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public sealed partial class FileSystemContext
{
    private const uint FsMountCloseOnExec = 0x1;

    /// <summary>A detached mount of the superblock, with no flags (fsmount(2)).</summary>
    /// <exception cref="LinuxException">There is no superblock yet, or it may not be mounted here.</exception>
    public FileDescriptor Mount() =>
        SystemCall.Check(FsMountNative(SystemCallNumber.FsMount, context, FsMountCloseOnExec, 0), $"fsmount of {type}");

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial FileDescriptor FsMountNative(nint number, FileDescriptor context, uint flags, uint attributes);
}
