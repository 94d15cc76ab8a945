namespace OciIdMapHook.Linux;

/// <summary>Moving the calling thread between namespaces.</summary>
public static partial class Namespaces
{
    /// <summary>
    /// Enters a mount namespace with the calling thread alone (setns(2), CLONE_NEWNS). The thread's root and working directory
    /// become the namespace's root; it comes back only where a descriptor leads it, and not to the directories it had.
    /// </summary>
    /// <remarks>
    /// unshare(CLONE_FS) first: setns gives EINVAL while the thread shares its root and working directory with others.
    /// </remarks>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void EnterMountNamespace(FileDescriptor mountNamespace)
    {
        SystemCall.Check(Native.unshare(Native.CLONE_FS), "unshare(CLONE_FS)", CauseOfFailure);
        SystemCall.Check(
            Native.setns(mountNamespace, Native.CLONE_NEWNS), "setns(CLONE_NEWNS) into a mount namespace", CauseOfFailure);
    }

    /// <summary>
    /// Gives the calling thread a mount namespace of its own (unshare(2), CLONE_NEWNS) that ends with it and from which nothing
    /// spreads: every mount in it is private.
    /// </summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void EnterThrowAwayMountNamespace()
    {
        SystemCall.Check(Native.unshare(Native.CLONE_NEWNS), "unshare(CLONE_NEWNS)", CauseOfFailure); // implies CLONE_FS
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);
        Mounts.MakePrivate(root, recursive: true, "all mounts of a throw-away mount namespace");
    }

    /// <summary>
    /// The same, but that mounts which were shared get what is mounted on their peers, and in the working directory that a
    /// descriptor names: on the copy of the very mount (copy_mnt_ns, fs/namespace.c), which no path has to lead to.
    /// </summary>
    /// <param name="directory">A directory in the calling thread's mount namespace.</param>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void EnterCopyOfMountNamespace(FileDescriptor directory)
    {
        SystemCall.Check(Native.unshare(Native.CLONE_FS), "unshare(CLONE_FS)", CauseOfFailure);
        Files.ChangeDirectory(directory);
        SystemCall.Check(Native.unshare(Native.CLONE_NEWNS), "unshare(CLONE_NEWNS)", CauseOfFailure);
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);
        Mounts.MakeSlave(root, recursive: true, "all mounts of a throw-away mount namespace");
    }

    private static string? CauseOfFailure(Errno errno) => errno switch
    {
        Errno.EPERM => "CAP_SYS_ADMIN and CAP_SYS_CHROOT are needed over that namespace: the hook must run as the host's root, "
            + "or as root of the user namespace that a rootless engine has made",
        Errno.ENOSYS => "a seccomp filter hides it",
        _ => null,
    };
}
