namespace OciIdMapHook.Planning;

/// <summary>A mount at or below a volume.</summary>
/// <param name="MountId">The mount.</param>
/// <param name="PathInVolume">Its mount point below the volume, <c>a/b</c>; empty for the volume itself.</param>
/// <param name="FileSystemType">Its file system.</param>
public sealed record VolumeMount(int MountId, string PathInVolume, string FileSystemType);
