namespace OciIdMapHook.Linux;

/// <summary>Who the calling process is.</summary>
public static class Caller
{
    /// <summary>The effective user id (geteuid(2)).</summary>
    public static uint EffectiveUid => Native.geteuid();

    /// <summary>Whether it is id 0 in the first user namespace, or another id with all the privileges of the work, as an engine's
    /// ambient capabilities give them to its hooks. Of root they are taken for granted; who has some of them starts what it
    /// cannot mend.</summary>
    /// <exception cref="LinuxException">There is no /proc, or capget failed.</exception>
    public static bool IsHostsRoot() => IsHostsRoot(OwnUserNamespace());

    /// <inheritdoc cref="IsHostsRoot()"/>
    /// <param name="userNamespace">The process's own user namespace.</param>
    public static bool IsHostsRoot(FileStatus userNamespace) =>
        IsFirst(userNamespace) && (EffectiveUid == 0 || Capabilities.HasAllOfTheWork());

    /// <inheritdoc cref="MayMapAnyId(FileStatus)"/>
    public static bool MayMapAnyId() => MayMapAnyId(OwnUserNamespace());

    /// <summary>Whether the kernel lets it map any id of the host into a user namespace (user_namespaces(7), "Defining user and
    /// group ID mappings"). Of root it is taken for granted, whatever it may look at.</summary>
    /// <param name="userNamespace">The process's own user namespace.</param>
    /// <exception cref="LinuxException">capget failed.</exception>
    public static bool MayMapAnyId(FileStatus userNamespace) =>
        IsFirst(userNamespace) && (EffectiveUid == 0 || Capabilities.MaySetIds());

    private static FileStatus OwnUserNamespace() => Files.Status(FileDescriptor.WorkingDirectory, "/proc/self/ns/user");

    private static bool IsFirst(FileStatus userNamespace) => userNamespace.Inode == Namespaces.FirstUserNamespace;
}
