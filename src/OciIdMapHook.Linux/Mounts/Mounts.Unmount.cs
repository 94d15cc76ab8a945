namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Takes away the topmost mount at a path, of whose last name no symbolic link is followed (umount2(2)).</summary>
    /// <param name="path">The mount point.</param>
    /// <param name="detach">At once, with all below it and even while it is in use (MNT_DETACH); else only when nobody uses
    /// it.</param>
    /// <exception cref="LinuxException">It cannot be unmounted.</exception>
    public static void Unmount(string path, bool detach)
    {
        var result = Native.umount2(path, Native.UMOUNT_NOFOLLOW | (detach ? Native.MNT_DETACH : 0));
        SystemCall.Check(result, $"umount2{(detach ? "(MNT_DETACH)" : string.Empty)} of {path}", CauseOfUnmountFailure);
    }

    private static string? CauseOfUnmountFailure(Errno errno) => errno switch
    {
        Errno.EBUSY => "a process uses something in it (fuser -vm shows which), or something is mounted below it",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace",
        Errno.EINVAL => "it is locked in this mount namespace, or no mount point any more",
        _ => null,
    };
}
