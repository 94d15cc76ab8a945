using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const ulong MountAttrAccessTime = 0x70; // MOUNT_ATTR__ATIME: a choice of three and not flags; relatime is 0

    /// <summary>
    /// Gives a mount these flags beside those that it has, and the choice of access times that is among them (mount_setattr(2),
    /// Linux 5.12). No call of the hook's ever takes a flag away: a mount that was read-only for somebody stays so.
    /// </summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void AddProperties(FileDescriptor mount, MountProperties flags, string name)
    {
        var attributes = new MountAttributes { Set = (ulong)flags, Clear = MountAttrAccessTime };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr, mount, string.Empty, AtEmptyPath, in attributes, Unsafe.SizeOf<MountAttributes>());
        SystemCall.Check(result, $"mount_setattr({flags}) of {name}", CauseOfSetAttrFailure);
    }
}
