using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const ulong MountAttrAccessTime = 0x70; // MOUNT_ATTR__ATIME: a choice of three and not flags; relatime is 0

    /// <summary>Gives a mount exactly these flags (mount_setattr(2), Linux 5.12).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void SetProperties(FileDescriptor mount, MountProperties flags, string name)
    {
        const MountProperties All = MountProperties.ReadOnly | MountProperties.NoSetUserId | MountProperties.NoDevices | MountProperties.NoExecution
            | MountProperties.NoDirectoryAccessTime | MountProperties.NoSymlinks;
        var attributes = new MountAttributes { Set = (ulong)flags, Clear = (ulong)(All & ~flags) | MountAttrAccessTime };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr, mount, string.Empty, AtEmptyPath, in attributes, Unsafe.SizeOf<MountAttributes>());
        SystemCall.Check(result, $"mount_setattr({flags}) of {name}", CauseOfSetAttrFailure);
    }
}
