namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Makes a detached copy of a volume an idmapped one (mount_setattr(2), MOUNT_ATTR_IDMAP, Linux 5.12).</summary>
    /// <param name="tree">A mount that was never attached anywhere, with what is mounted below it.</param>
    /// <param name="recursive">What is mounted below it becomes idmapped too.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied; not the initial one.</param>
    /// <param name="name">How the volume is called in errors.</param>
    /// <param name="mounts">The mounts that become idmapped and their file systems, for the errors: the kernel does not say which
    /// one of them it refuses.</param>
    /// <exception cref="UnmappableFileSystemException">It cannot be done with one of these file systems.</exception>
    /// <exception cref="LinuxException">The kernel will not map one of the mounts.</exception>
    public static void SetVolumeIdMap(
        FileDescriptor tree,
        bool recursive,
        FileDescriptor userNamespace,
        string name,
        IReadOnlyList<MappedMount> mounts)
    {
        var attributes = IdMapOf(userNamespace);
        var result = SetAttributes(tree, recursive, in attributes);
        GC.KeepAlive(userNamespace);
        if (result < 0)
            Fail(recursive, name, mounts);
    }

    private static void Fail(bool recursive, string name, IReadOnlyList<MappedMount> mounts)
    {
        var errno = SystemCall.LastError;
        var (types, unknown) = (new List<string>(), mounts[0]);
        for (var i = mounts.Count - 1; i >= 0; i--)
        {
            var type = mounts[i].FileSystemType;
            _ = types.Remove(type);
            types.Insert(0, type);
            if (!IdMapSupport.IsKnown(type))
                unknown = mounts[i];
        }

        var operation = $"mount_setattr(MOUNT_ATTR_IDMAP{(recursive ? ", AT_RECURSIVE" : string.Empty)}) of the volume {name} on "
            + string.Join(", ", types);
        throw errno == Errno.EINVAL
            ? new UnmappableFileSystemException(
                operation,
                $"{IdMapSupport.Describe(unknown.FileSystemType)}; keep {unknown.Name} on a file system that supports idmapped "
                + "mounts, or do not ask for it to be idmapped")
            : new LinuxException(errno, operation, CauseOfSetIdMapFailure(errno));
    }
}
