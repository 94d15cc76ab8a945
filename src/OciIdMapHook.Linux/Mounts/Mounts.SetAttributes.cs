namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>mount_setattr(2), Linux 5.12, of the mount a descriptor names, or of it and all below it.</summary>
    /// <returns>Negative where it failed, with the errno in <see cref="SystemCall.LastError"/>.</returns>
    private static nint SetAttributes(FileDescriptor mount, bool recursive, in Native.Struct.mount_attr attributes) =>
        Native.mount_setattr(mount, string.Empty, Native.AT_EMPTY_PATH | (recursive ? Native.AT_RECURSIVE : 0u), in attributes);

    private static string? CauseOfSetAttrFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no mount_setattr (Linux 5.12 or newer is needed), or a seccomp filter hides it",
        Errno.EPERM => "CAP_SYS_ADMIN is missing in the user namespace that owns the mount namespace, or the flag is locked",
        Errno.EINVAL => "the mount is not in this mount namespace",
        _ => null,
    };
}
