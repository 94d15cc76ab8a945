using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    internal const ulong MountAttrIdMap = 0x0010_0000;

    /// <summary>Makes a detached mount an idmapped one (mount_setattr(2), MOUNT_ATTR_IDMAP, Linux 5.12).</summary>
    /// <param name="tree">A mount that was never attached anywhere.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied; not the initial one.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <param name="fileSystemType">Its file system, for the errors too.</param>
    /// <exception cref="UnmappableFileSystemException">It cannot be done with this file system.</exception>
    /// <exception cref="LinuxException">The kernel will not map this mount.</exception>
    public static void SetIdMap(FileDescriptor tree, FileDescriptor userNamespace, string name, string fileSystemType)
    {
        var attributes = new MountAttributes { Set = MountAttrIdMap, UserNamespaceDescriptor = (ulong)userNamespace.Number };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr, tree, string.Empty, AtEmptyPath, in attributes, Unsafe.SizeOf<MountAttributes>());
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
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the file system (the host's, or an outer one, where "
            + "the engine is rootless or nested), or the mount is idmapped already; run the engine as the host's root, or keep these "
            + "files on a file system that this user namespace has mounted itself, such as a tmpfs, or give them to the container's "
            + "host ids (podman unshare chown)",
        Errno.EBUSY => "it is held open for writing",
        _ => CauseOfSetAttrFailure(errno),
    };

    private static string? CauseOfSetAttrFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no mount_setattr (Linux 5.12 or newer is needed), or a seccomp filter hides it",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace, or the flag is locked",
        Errno.EINVAL => "the mount is not in this mount namespace",
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint MountSetAttrNative(
        nint number, FileDescriptor directory, string path, uint flags, in MountAttributes attributes, nint size);
}
