namespace OciIdMapHook.Linux;

/// <summary>The flags of a mount that mountinfo shows among its per-mount options (MOUNT_ATTR_…, linux/mount.h).</summary>
[Flags]
public enum MountProperties
{
    None = 0,
    ReadOnly = 0x1,
    NoSetUserId = 0x2,
    NoDevices = 0x4,
    NoExecution = 0x8,
    NoAccessTime = 0x10,
    EveryAccessTime = 0x20,
    NoDirectoryAccessTime = 0x80,
    NoSymlinks = 0x20_0000,
}
