namespace OciIdMapHook.Linux;

/// <summary>What statmount(2) tells of a mount.</summary>
/// <param name="Id">Its id as in /proc/PID/mountinfo.</param>
/// <param name="ParentId">The id of the mount it is mounted on.</param>
/// <param name="MountPoint">Where, from the calling thread's root directory.</param>
/// <param name="IsIdmapped">Whether it is idmapped.</param>
public readonly record struct MountStatus(int Id, int ParentId, string MountPoint, bool IsIdmapped);
