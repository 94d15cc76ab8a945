using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/mount.h, linux/mount.h
internal static partial class Native
{
    internal const ulong MS_RDONLY = 0x1;
    internal const ulong MS_UNBINDABLE = 1ul << 17;
    internal const ulong MS_PRIVATE = 1ul << 18;
    internal const ulong MS_SLAVE = 1ul << 19;
    internal const ulong MS_SHARED = 1ul << 20;

    internal const int MNT_DETACH = 0x2;
    internal const int UMOUNT_NOFOLLOW = 0x8;

    internal const uint OPEN_TREE_CLONE = 0x1;
    internal const uint OPEN_TREE_CLOEXEC = O_CLOEXEC;

    internal const uint MOVE_MOUNT_F_EMPTY_PATH = 0x4;
    internal const uint MOVE_MOUNT_T_EMPTY_PATH = 0x40;
    internal const uint MOVE_MOUNT_BENEATH = 0x200;

    internal const uint FSOPEN_CLOEXEC = 0x1;
    internal const uint FSMOUNT_CLOEXEC = 0x1;

    internal const uint FSCONFIG_SET_FLAG = 0;
    internal const uint FSCONFIG_SET_STRING = 1;
    internal const uint FSCONFIG_SET_FD = 5;
    internal const uint FSCONFIG_CMD_CREATE = 6;

    internal const ulong MOUNT_ATTR_RDONLY = 0x1;
    internal const ulong MOUNT_ATTR_NOSUID = 0x2;
    internal const ulong MOUNT_ATTR_NODEV = 0x4;
    internal const ulong MOUNT_ATTR_NOEXEC = 0x8;
    internal const ulong MOUNT_ATTR_NOATIME = 0x10;
    internal const ulong MOUNT_ATTR_STRICTATIME = 0x20;
    internal const ulong MOUNT_ATTR__ATIME = 0x70;
    internal const ulong MOUNT_ATTR_NODIRATIME = 0x80;
    internal const ulong MOUNT_ATTR_IDMAP = 0x10_0000;
    internal const ulong MOUNT_ATTR_NOSYMFOLLOW = 0x20_0000;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int umount2(string target, int flags);

    internal static FileDescriptor open_tree(FileDescriptor dirfd, string path, uint flags) =>
        open_tree(SYS_open_tree, dirfd, path, flags);

    internal static FileDescriptor open_tree_attr(
        FileDescriptor dirfd, string path, uint flags, in Struct.mount_attr attributes) =>
        open_tree_attr(SYS_open_tree_attr, dirfd, path, flags, in attributes, Unsafe.SizeOf<Struct.mount_attr>());

    internal static nint move_mount(FileDescriptor from, string fromPath, FileDescriptor to, string toPath, uint flags) =>
        move_mount(SYS_move_mount, from, fromPath, to, toPath, flags);

    internal static nint mount_setattr(FileDescriptor dirfd, string path, uint flags, in Struct.mount_attr attributes) =>
        mount_setattr(SYS_mount_setattr, dirfd, path, flags, in attributes, Unsafe.SizeOf<Struct.mount_attr>());

    internal static FileDescriptor fsopen(string type, uint flags) => fsopen(SYS_fsopen, type, flags);

    internal static nint fsconfig(FileDescriptor context, uint command, string? key, string? value, int auxiliary) =>
        fsconfig(SYS_fsconfig, context, command, key, value, auxiliary);

    internal static FileDescriptor fsmount(FileDescriptor context, uint flags, uint attributes) =>
        fsmount(SYS_fsmount, context, flags, attributes);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileDescriptor open_tree(nint number, FileDescriptor dirfd, string path, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileDescriptor open_tree_attr(
        nint number, FileDescriptor dirfd, string path, uint flags, in Struct.mount_attr attributes, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint move_mount(
        nint number, FileDescriptor from, string fromPath, FileDescriptor to, string toPath, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint mount_setattr(
        nint number, FileDescriptor dirfd, string path, uint flags, in Struct.mount_attr attributes, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial FileDescriptor fsopen(nint number, string type, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint fsconfig(
        nint number, FileDescriptor context, uint command, string? key, string? value, int auxiliary);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial FileDescriptor fsmount(nint number, FileDescriptor context, uint flags, uint attributes);

    internal static partial class Struct
    {
        [StructLayout(LayoutKind.Sequential)]
        internal struct mount_attr
        {
            internal ulong attr_set;
            internal ulong attr_clr;
            internal ulong propagation;
            internal ulong userns_fd;
        }
    }
}
