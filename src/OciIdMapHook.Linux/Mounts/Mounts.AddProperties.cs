namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>
    /// Gives a mount these flags beside those that it has, and the choice of access times that is among them (mount_setattr(2),
    /// Linux 5.12). No call of the hook's ever takes a flag away: a mount that was read-only for somebody stays so.
    /// </summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void AddProperties(FileDescriptor mount, MountProperties flags, string name)
    {
        // Access times are a choice of three and not flags; relatime is 0.
        var attributes = new Native.Struct.mount_attr { attr_set = (ulong)flags, attr_clr = Native.MOUNT_ATTR__ATIME };
        SystemCall.Check(
            SetAttributes(mount, recursive: false, in attributes), $"mount_setattr({flags}) of {name}", CauseOfSetAttrFailure);
    }
}
