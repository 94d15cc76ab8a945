namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>
    /// Makes a mount read-only, or it and all below it, and leaves its other flags (mount_setattr(2), MOUNT_ATTR_RDONLY).
    /// </summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void MakeReadOnly(FileDescriptor mount, bool recursive, string name)
    {
        var attributes = new Native.Struct.mount_attr { attr_set = Native.MOUNT_ATTR_RDONLY };
        SystemCall.Check(
            SetAttributes(mount, recursive, in attributes), $"mount_setattr(MOUNT_ATTR_RDONLY) of {name}", CauseOfSetAttrFailure);
    }
}
