using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Namespaces
{
    private const nuint GetNamespaceType = 0xB703; // NS_GET_NSTYPE, linux/nsfs.h
    private const int CloneNewUser = 0x1000_0000;

    /// <summary>Whether a file is a user namespace (ioctl_nsfs(2), NS_GET_NSTYPE): one of /proc/PID/ns, or one that is bind-mounted.</summary>
    /// <param name="file">Any file; O_PATH is not enough.</param>
    public static bool IsUserNamespace(FileDescriptor file) => IoctlNative(file, GetNamespaceType, 0) == CloneNewUser;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int IoctlNative(FileDescriptor file, nuint request, nint argument);
}
