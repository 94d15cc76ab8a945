using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Makes a mount read-only, or it and all below it, and leaves its other flags (mount_setattr(2), MOUNT_ATTR_RDONLY).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakeReadOnly(FileDescriptor mount, bool recursive, string name)
    {
        var attributes = new MountAttributes { Set = (ulong)MountProperties.ReadOnly };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr,
            mount,
            string.Empty,
            AtEmptyPath | (recursive ? AtRecursive : 0),
            in attributes,
            Unsafe.SizeOf<MountAttributes>());
        SystemCall.Check(result, $"mount_setattr(MOUNT_ATTR_RDONLY) of {name}", CauseOfSetAttrFailure);
    }
}
