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

    /// <summary>
    /// Takes away the topmost mount on a file or directory, at once and with all below it. A file can be no working directory, so it is
    /// named from the directory it is in; that becomes the calling thread's working directory.
    /// </summary>
    /// <param name="directory">The directory that holds the mount point.</param>
    /// <param name="entry">The mount point's name in there: one name, of which no symbolic link is followed.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be unmounted.</exception>
    public static void DetachEntry(FileDescriptor directory, string entry, string name)
    {
        Files.ChangeDirectory(directory);
        SystemCall.Check(Umount2Native(entry, MntDetach | UmountNoFollow), $"umount2(MNT_DETACH) of {name}");
    }

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Umount2Native(string target, int flags);
}
