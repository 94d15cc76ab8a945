namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Makes a detached mount an idmapped one (mount_setattr(2), MOUNT_ATTR_IDMAP, Linux 5.12).</summary>
    /// <param name="tree">A mount that was never attached anywhere.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied; not the initial one.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <param name="fileSystemType">Its file system, for the errors too.</param>
    /// <exception cref="UnmappableFileSystemException">It cannot be done with this file system.</exception>
    /// <exception cref="LinuxException">The kernel will not map this mount.</exception>
    public static void SetIdMap(FileDescriptor tree, FileDescriptor userNamespace, string name, string fileSystemType)
    {
        var attributes = IdMapOf(userNamespace);
        var result = SetAttributes(tree, recursive: false, in attributes);
        GC.KeepAlive(userNamespace);
        if (result < 0 && SystemCall.LastError == Errno.EINVAL)
        {
            throw new UnmappableFileSystemException(
                $"mount_setattr(MOUNT_ATTR_IDMAP) of {name} on {fileSystemType}", CauseOfUnmappableFileSystem(fileSystemType));
        }

        SystemCall.Check(result, $"mount_setattr(MOUNT_ATTR_IDMAP) of {name} on {fileSystemType}", CauseOfSetIdMapFailure);
    }

    private static string CauseOfUnmappableFileSystem(string fileSystemType) =>
        $"{IdMapSupport.Describe(fileSystemType)}; keep these files on one that does";

    private static string? CauseOfSetIdMapFailure(Errno errno) => errno switch
    {
        Errno.EPERM =>
            "CAP_SYS_ADMIN is missing in the user namespace that owns the file system (the host's, or an outer one, where "
            + "the engine is rootless or nested), or the mount is idmapped already; run the engine as the host's root, or keep "
            + "these files on a file system that this user namespace has mounted itself, such as a tmpfs, or give them to the "
            + "container's host ids (podman unshare chown)",
        Errno.EBUSY => "it is held open for writing",
        _ => CauseOfSetAttrFailure(errno),
    };

    /// <remarks>The descriptor must be kept alive until the call is made.</remarks>
    private static Native.Struct.mount_attr IdMapOf(FileDescriptor userNamespace) =>
        new() { attr_set = Native.MOUNT_ATTR_IDMAP, userns_fd = (ulong)userNamespace.Number };
}
