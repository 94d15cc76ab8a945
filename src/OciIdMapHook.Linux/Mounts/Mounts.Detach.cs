namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>
    /// Takes a mount away, at once and with all below it (umount2(2), MNT_DETACH), be it on a directory or on a file. By the link
    /// that /proc has for its descriptor, because umount2 takes none, and any other path could lead elsewhere by now.
    /// </summary>
    /// <param name="mount">The root of the mount, which nothing covers.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be unmounted.</exception>
    public static void Detach(FileDescriptor mount, string name) =>
        SystemCall.Check(Native.umount2(Files.LinkTo(mount), Native.MNT_DETACH), $"umount2(MNT_DETACH) of {name}");
}
