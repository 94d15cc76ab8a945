namespace OciIdMapHook.Linux;

/// <summary>The flags of a mount that mountinfo shows among its per-mount options (MOUNT_ATTR_…, linux/mount.h).</summary>
[Flags]
public enum MountProperties
{
    None = 0,
    ReadOnly = (int)Native.MOUNT_ATTR_RDONLY,
    NoSuid = (int)Native.MOUNT_ATTR_NOSUID,
    NoDev = (int)Native.MOUNT_ATTR_NODEV,
    NoExec = (int)Native.MOUNT_ATTR_NOEXEC,
    NoAtime = (int)Native.MOUNT_ATTR_NOATIME,
    StrictAtime = (int)Native.MOUNT_ATTR_STRICTATIME,
    NoDirAtime = (int)Native.MOUNT_ATTR_NODIRATIME,
    NoSymFollow = (int)Native.MOUNT_ATTR_NOSYMFOLLOW,
}
