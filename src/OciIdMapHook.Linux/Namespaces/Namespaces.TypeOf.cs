namespace OciIdMapHook.Linux;

public static partial class Namespaces
{
    /// <summary>
    /// Whether a file is a user namespace (ioctl_nsfs(2), NS_GET_NSTYPE): one of /proc/PID/ns, or one that is bind-mounted.
    /// </summary>
    /// <param name="file">Any file; O_PATH is not enough.</param>
    public static bool IsUserNamespace(FileDescriptor file) =>
        Native.ioctl(file, Native.NS_GET_NSTYPE, 0) == Native.CLONE_NEWUSER;
}
