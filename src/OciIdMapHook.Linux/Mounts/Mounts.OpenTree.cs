using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>The mount calls that take descriptors (fsopen(2)'s family), each with one meaning per errno.</summary>
public static partial class Mounts
{
    private const uint OpenTreeClone = 0x1;
    private const uint OpenTreeCloseOnExec = 0x80000; // OPEN_TREE_CLOEXEC is O_CLOEXEC
    private const uint AtEmptyPath = 0x1000;

    private const uint AtRecursive = 0x8000;

    /// <summary>
    /// A detached copy of the one mount a descriptor names, with its flags and without what is mounted below it
    /// (open_tree(2), OPEN_TREE_CLONE, Linux 5.2).
    /// </summary>
    /// <param name="root">The root directory of a mount in the calling thread's mount namespace.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <exception cref="LinuxException">The mount cannot be copied.</exception>
    public static FileDescriptor CloneDetached(FileDescriptor root, string name)
    {
        var tree = OpenTreeNative(SystemCallNumber.OpenTree, root, string.Empty, OpenTreeClone | OpenTreeCloseOnExec | AtEmptyPath);
        return SystemCall.Check(tree, $"open_tree(OPEN_TREE_CLONE) of {name}", CauseOfOpenTreeFailure);
    }

    /// <summary>The same with all that is mounted below it (AT_RECURSIVE).</summary>
    /// <exception cref="LinuxException">The mounts cannot be copied.</exception>
    public static FileDescriptor CloneTreeDetached(FileDescriptor root, string name)
    {
        const uint Flags = OpenTreeClone | OpenTreeCloseOnExec | AtEmptyPath | AtRecursive;
        var tree = OpenTreeNative(SystemCallNumber.OpenTree, root, string.Empty, Flags);
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

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileDescriptor OpenTreeNative(nint number, FileDescriptor directory, string path, uint flags);
}
