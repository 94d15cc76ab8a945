namespace OciIdMapHook.Linux;

/// <summary>The flags of a mount that mountinfo shows among its per-mount options (MOUNT_ATTR_…, linux/mount.h).</summary>
[Flags]
public enum MountProperties
{
    None = 0,
    ReadOnly = (int)Native.MOUNT_ATTR_RDONLY,
    NoSetUserId = (int)Native.MOUNT_ATTR_NOSUID,
    NoDevices = (int)Native.MOUNT_ATTR_NODEV,
    NoExecution = (int)Native.MOUNT_ATTR_NOEXEC,
    NoAccessTime = (int)Native.MOUNT_ATTR_NOATIME,
    EveryAccessTime = (int)Native.MOUNT_ATTR_STRICTATIME,
    NoDirectoryAccessTime = (int)Native.MOUNT_ATTR_NODIRATIME,
    NoSymlinks = (int)Native.MOUNT_ATTR_NOSYMFOLLOW,
}
