using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>Who the calling process is.</summary>
public static partial class Caller
{
    private const ulong FirstUserNamespace = 0xEFFF_FFFD; // PROC_USER_INIT_INO, include/linux/proc_ns.h

    /// <summary>The effective user id (geteuid(2)).</summary>
    public static uint EffectiveUid => GetEffectiveUidNative();

    /// <summary>Whether it is id 0 in the first user namespace.</summary>
    /// <exception cref="LinuxException">There is no /proc.</exception>
    public static bool IsHostsRoot() => IsHostsRoot(Files.Status(FileDescriptor.WorkingDirectory, "/proc/self/ns/user"));

    /// <inheritdoc cref="IsHostsRoot()"/>
    /// <param name="userNamespace">The process's own user namespace.</param>
    public static bool IsHostsRoot(FileStatus userNamespace) => userNamespace.Inode == FirstUserNamespace && EffectiveUid == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUidNative();
}
