namespace OciIdMapHook.Linux;

/// <summary>
/// The ids that the calling thread alone makes files as (setfsuid(2), setfsgid(2)), with its capabilities kept.
/// </summary>
public static class FileSystemIds
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>Sets them, and gives those that were in force. The thread must be set back, or thrown away.</summary>
    /// <remarks>
    /// A change of the fsuid from 0 to another takes CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_MKNOD and the like out of the
    /// effective set (cap_task_fix_setuid, security/commoncap.c), while the permitted set keeps them to be raised again. Both
    /// wrappers of the C library change the calling thread only, unlike those of setuid(2) and setgid(2).
    /// </remarks>
    /// <exception cref="LinuxException">The ids are not mapped in the caller's user namespace, or may not be used.</exception>
    public static (uint Uid, uint Gid) Set(uint uid, uint gid)
    {
        var capabilities = Capabilities.Get();
        var gidBefore = (uint)Native.setfsgid(gid);
        var uidBefore = (uint)Native.setfsuid(uid);
        Capabilities.Set(capabilities);

        // Neither call reports a failure; the next one tells what is in force.
        return (uint)Native.setfsuid(Unchanged) == uid && (uint)Native.setfsgid(Unchanged) == gid
            ? (uidBefore, gidBefore)
            : throw new LinuxException(
                Errno.EPERM,
                $"setfsuid and setfsgid to {uid}:{gid}",
                "CAP_SETUID and CAP_SETGID are needed: the hook must run as the host's root");
    }
}
