namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const uint ByDescriptors = Native.MOVE_MOUNT_F_EMPTY_PATH | Native.MOVE_MOUNT_T_EMPTY_PATH;

    /// <summary>
    /// Attaches a detached mount, or moves an attached one with all that is mounted below it, onto a file or directory
    /// (move_mount(2), Linux 5.2). What is mounted there already is covered.
    /// </summary>
    /// <param name="mount">The root of the mount.</param>
    /// <param name="target">The mount point, by descriptor: no path is resolved.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <param name="targetName">How the mount point is called in errors.</param>
    /// <exception cref="LinuxException">The mount cannot be moved.</exception>
    public static void Move(FileDescriptor mount, FileDescriptor target, string name, string targetName)
    {
        var result = Native.move_mount(mount, string.Empty, target, string.Empty, ByDescriptors);
        SystemCall.Check(result, $"move_mount of {name} to {targetName}", CauseOfMoveFailure);
    }

    /// <summary>
    /// Slips a detached mount under an attached one, onto the very file or directory that this one is mounted on, wherever that
    /// is by now (move_mount(2), MOVE_MOUNT_BENEATH, Linux 6.5).
    /// </summary>
    /// <param name="mount">The root of the detached mount.</param>
    /// <param name="above">The root of the attached one.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <returns>False where the kernel does not do it: it is too old, or the attached mount is locked in its place.</returns>
    /// <exception cref="LinuxException">The mount cannot be moved.</exception>
    public static bool TryMoveBeneath(FileDescriptor mount, FileDescriptor above, string name)
    {
        var result = Native.move_mount(mount, string.Empty, above, string.Empty, ByDescriptors | Native.MOVE_MOUNT_BENEATH);
        if (result < 0 && SystemCall.LastError == Errno.EINVAL)
            return false;
        SystemCall.Check(result, $"move_mount(MOVE_MOUNT_BENEATH) of {name}", CauseOfMoveFailure);
        return true;
    }

    private static string? CauseOfMoveFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no move_mount (Linux 5.12 or newer is needed), or a seccomp filter hides it",
        Errno.EINVAL => "the mount is locked in the container's mount namespace (the host mounted it below the rootfs), "
            + "its parent mount is shared, or a file would cover a directory",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace",
        Errno.ENOENT => "the mount point was removed meanwhile",
        _ => null,
    };
}
