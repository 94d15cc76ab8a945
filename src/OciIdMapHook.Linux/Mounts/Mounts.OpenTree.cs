namespace OciIdMapHook.Linux;

/// <summary>The mount calls that take descriptors (fsopen(2)'s family), each with one meaning per errno.</summary>
public static partial class Mounts
{
    private const uint CopyOfDescriptor = Native.OPEN_TREE_CLONE | Native.OPEN_TREE_CLOEXEC | Native.AT_EMPTY_PATH;

    /// <summary>
    /// A detached copy of the one mount a descriptor names, with its flags and without what is mounted below it
    /// (open_tree(2), OPEN_TREE_CLONE, Linux 5.2).
    /// </summary>
    /// <param name="root">The root directory of a mount in the calling thread's mount namespace.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <exception cref="LinuxException">The mount cannot be copied.</exception>
    public static FileDescriptor CloneDetached(FileDescriptor root, string name)
    {
        var tree = Native.open_tree(root, string.Empty, CopyOfDescriptor);
        return SystemCall.Check(tree, $"open_tree(OPEN_TREE_CLONE) of {name}", CauseOfOpenTreeFailure);
    }

    /// <summary>The same with all that is mounted below it (AT_RECURSIVE).</summary>
    /// <exception cref="LinuxException">The mounts cannot be copied.</exception>
    public static FileDescriptor CloneTreeDetached(FileDescriptor root, string name)
    {
        var tree = Native.open_tree(root, string.Empty, CopyOfDescriptor | Native.AT_RECURSIVE);
        return SystemCall.Check(tree, $"open_tree(OPEN_TREE_CLONE | AT_RECURSIVE) of {name}", CauseOfOpenTreeFailure);
    }

    private static string? CauseOfOpenTreeFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no open_tree (Linux 5.12 or newer is needed), or a seccomp filter hides it",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace",
        Errno.EINVAL => "a mount of the host lies below it and is locked in the container's mount namespace, "
            + "the mount is unbindable, or it is not in this mount namespace; unmount what the host mounted below the rootfs",
        _ => null,
    };
}
