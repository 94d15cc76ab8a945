namespace OciIdMapHook.Linux;

public static partial class Namespaces
{
    /// <summary>The id of a mount namespace that no other one ever gets (ioctl_nsfs(2), NS_GET_MNTNS_ID, Linux 6.11).</summary>
    /// <returns>Null where the kernel has no such ids.</returns>
    internal static unsafe ulong? IdOf(FileDescriptor mountNamespace)
    {
        ulong id;
        return Native.ioctl(mountNamespace, Native.NS_GET_MNTNS_ID, (nint)(&id)) < 0 ? null : id;
    }
}
