namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>
    /// A detached, idmapped copy of a mount that may be idmapped already: its own map does not count in the copy
    /// (open_tree_attr(2), OPEN_TREE_CLONE with MOUNT_ATTR_IDMAP, Linux 6.15).
    /// </summary>
    /// <remarks>
    /// mount_setattr(2) gives no other map to a mount that has one (EPERM): only a copy that no one has seen yet may change its
    /// map (MOUNT_KATTR_IDMAP_REPLACE, fs/namespace.c).
    /// </remarks>
    /// <param name="root">The root directory of a mount in the calling thread's mount namespace.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied; not the initial one.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <param name="fileSystemType">Its file system, for the errors too.</param>
    /// <param name="recursive">With all that is mounted below it, which becomes idmapped too.</param>
    /// <exception cref="UnmappableFileSystemException">The kernel takes the call, and cannot do it with this mount.</exception>
    /// <exception cref="LinuxException">The kernel has no such call (ENOSYS), or will not map this mount.</exception>
    public static FileDescriptor CloneIdmapped(
        FileDescriptor root, FileDescriptor userNamespace, string name, string fileSystemType, bool recursive)
    {
        var attributes = IdMapOf(userNamespace);
        var flags = CopyOfDescriptor | (recursive ? Native.AT_RECURSIVE : 0u);
        var tree = Native.open_tree_attr(root, string.Empty, flags, in attributes);
        GC.KeepAlive(userNamespace);
        if (tree.IsInvalid && SystemCall.LastError == Errno.EINVAL)
        {
            tree.Dispose();
            // throws where it is the copy that fails
            (recursive ? CloneTreeDetached(root, name) : CloneDetached(root, name)).Dispose();
            throw new UnmappableFileSystemException(
                $"open_tree_attr(OPEN_TREE_CLONE, MOUNT_ATTR_IDMAP) of {name} on {fileSystemType}",
                CauseOfUnmappableFileSystem(fileSystemType));
        }

        return SystemCall.Check(
            tree, $"open_tree_attr(OPEN_TREE_CLONE, MOUNT_ATTR_IDMAP) of {name} on {fileSystemType}", CauseOfOpenTreeAttrFailure);
    }

    private static string? CauseOfOpenTreeAttrFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS =>
            "it is idmapped with another map, which only Linux 6.15 and newer can replace in a copy (or a seccomp filter hides "
            + "open_tree_attr); mount it without a map, or with the container's",
        Errno.EPERM =>
            "CAP_SYS_ADMIN is missing in the user namespace that owns the file system or the mount namespace; run the engine as "
            + "the host's root, or mount it without a map, or with the container's",
        _ => null,
    };
}
