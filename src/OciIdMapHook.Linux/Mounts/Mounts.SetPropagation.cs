namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>Lets nothing spread from or to a mount, or it and all below it (mount_setattr(2), MS_PRIVATE).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakePrivate(FileDescriptor mount, bool recursive, string name) =>
        SetPropagation(mount, Native.MS_PRIVATE, recursive, $"mount_setattr(MS_PRIVATE) of {name}");

    /// <summary>Lets nothing spread from a mount, or from it and all below it, any more, while what its peers get still spreads
    /// to it (MS_SLAVE).</summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakeSlave(FileDescriptor mount, bool recursive, string name) =>
        SetPropagation(mount, Native.MS_SLAVE, recursive, $"mount_setattr(MS_SLAVE) of {name}");

    private static void SetPropagation(FileDescriptor mount, ulong propagation, bool recursive, string operation)
    {
        var attributes = new Native.Struct.mount_attr { propagation = propagation };
        SystemCall.Check(SetAttributes(mount, recursive, in attributes), operation, CauseOfSetAttrFailure);
    }
}
