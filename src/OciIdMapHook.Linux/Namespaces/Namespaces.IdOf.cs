using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Namespaces
{
    private const nuint GetMountNamespaceId = 0x8008_B705; // NS_GET_MNTNS_ID, linux/nsfs.h

    /// <summary>The id of a mount namespace that no other one ever gets (ioctl_nsfs(2), Linux 6.11).</summary>
    /// <returns>Null where the kernel has no such ids.</returns>
    internal static ulong? IdOf(FileDescriptor mountNamespace) =>
        IoctlNative(mountNamespace, GetMountNamespaceId, out var id) < 0 ? null : id;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IoctlNative(FileDescriptor file, nuint request, out ulong id);
}
