namespace OciIdMapHook.Linux;

/// <summary>What statmount(2) tells of a mount, and /proc/PID/mountinfo tells too.</summary>
public sealed record MountStatus
{
    /// <summary>Its id as in mountinfo.</summary>
    public required int Id { get; init; }

    /// <summary>Its id that no other mount ever gets.</summary>
    public required ulong UniqueId { get; init; }

    /// <summary>The id of the mount it is mounted on.</summary>
    public required int ParentId { get; init; }

    /// <summary>Its parent's id that no other mount ever gets; its own for the root of a mount tree.</summary>
    public required ulong UniqueParentId { get; init; }

    /// <summary>The superblock's device as <c>major:minor</c>.</summary>
    public required string Device { get; init; }

    public required string FileSystemType { get; init; }

    /// <summary>The folder of the file system that is the root of this mount.</summary>
    public required string Root { get; init; }

    /// <summary>From the root of the mount namespace, or from the calling thread's root directory in its own.</summary>
    public required string MountPoint { get; init; }

    /// <summary><see cref="Root"/> and <see cref="MountPoint"/> are valid UTF-8.</summary>
    public required bool HasText { get; init; }

    /// <summary>The options of this mount as mountinfo writes them, separated by commas.</summary>
    public required string Options { get; init; }

    /// <summary>Its propagation as in mountinfo.</summary>
    public required string Propagation { get; init; }

    public required bool IsIdmapped { get; init; }
}
