using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const int MntDetach = 0x2;
    private const int UmountNoFollow = 0x8;

    /// <summary>
    /// Takes away the topmost mount at the calling thread's working directory, at once and with all below it (umount2(2), MNT_DETACH).
    /// By the working directory, because umount2 takes no descriptor and a path could lead elsewhere by now.
    /// </summary>
    /// <exception cref="LinuxException">It cannot be unmounted.</exception>
    public static void DetachWorkingDirectory(string name) =>
        SystemCall.Check(Umount2Native(".", MntDetach | UmountNoFollow), $"umount2(MNT_DETACH) of {name}");

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Umount2Native(string target, int flags);
}
