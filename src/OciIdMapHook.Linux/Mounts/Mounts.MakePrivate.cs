using System.Runtime.CompilerServices;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const ulong MsPrivate = 1 << 18;

    /// <summary>Lets nothing spread from or to a mount, or it and all below it (mount_setattr(2), MS_PRIVATE).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakePrivate(FileDescriptor mount, bool recursive, string name)
    {
        var attributes = new MountAttributes { Propagation = MsPrivate };
        var result = MountSetAttrNative(
            SystemCallNumber.MountSetAttr,
            mount,
            string.Empty,
            AtEmptyPath | (recursive ? AtRecursive : 0),
            in attributes,
            Unsafe.SizeOf<MountAttributes>());
        SystemCall.Check(result, $"mount_setattr(MS_PRIVATE) of {name}", CauseOfSetAttrFailure);
    }
}
