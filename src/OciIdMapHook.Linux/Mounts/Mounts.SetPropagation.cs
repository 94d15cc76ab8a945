using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const ulong MsPrivate = 1 << 18;
    private const ulong MsSlave = 1 << 19;

    /// <summary>Lets nothing spread from or to a mount, or it and all below it (mount_setattr(2), MS_PRIVATE).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakePrivate(FileDescriptor mount, bool recursive, string name) =>
        SetPropagation(mount, MsPrivate, recursive, $"mount_setattr(MS_PRIVATE) of {name}");

    /// <summary>Lets nothing spread from a mount, or from it and all below it, any more, while what its peers get still spreads to it
    /// (MS_SLAVE).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakeSlave(FileDescriptor mount, bool recursive, string name) =>
        SetPropagation(mount, MsSlave, recursive, $"mount_setattr(MS_SLAVE) of {name}");

    private static void SetPropagation(FileDescriptor mount, ulong propagation, bool recursive, string operation)
    {
        var attributes = new MountAttributes { Propagation = propagation };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr,
            mount,
            string.Empty,
            AtEmptyPath | (recursive ? AtRecursive : 0),
            in attributes,
            Unsafe.SizeOf<MountAttributes>());
        SystemCall.Check(result, operation, CauseOfSetAttrFailure);
    }
}
