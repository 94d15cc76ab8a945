namespace OciIdMapHook.Planning;

/// <summary>A mount point to be made.</summary>
/// <param name="Place">Below the rootfs, <c>a/b</c>, without links.</param>
/// <param name="Existing">How many of its names are there already.</param>
/// <param name="IsFile">A file, else a folder.</param>
/// <param name="Mode">Its permission bits.</param>
/// <param name="FolderMode">Those of the folders above it that are missing too.</param>
public sealed record MountPoint(string Place, int Existing, bool IsFile, uint Mode, uint FolderMode);

/// <summary>What is to be done about the mount points of a container.</summary>
/// <param name="Missing">To be made, in config.json's order.</param>
/// <param name="Left">Why the runtime is left to see to the rest itself; null where there is no rest.</param>
public sealed record MountPointPlan(IReadOnlyList<MountPoint> Missing, string? Left);
