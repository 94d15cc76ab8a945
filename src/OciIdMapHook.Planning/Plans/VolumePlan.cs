namespace OciIdMapHook.Planning;

/// <summary>How one volume is replaced by an idmapped copy of itself.</summary>
public sealed record VolumePlan
{
    /// <summary>Its mount point below the root, <c>a/b</c>; never empty.</summary>
    public required string RelativePath { get; init; }

    /// <summary>The mount that is found there now.</summary>
    public required int MountId { get; init; }

    public required IdMaps Maps { get; init; }

    /// <summary>What is mounted below its source becomes idmapped too.</summary>
    public required bool IsRecursive { get; init; }

    /// <summary>What becomes idmapped has a map already, which another one takes the place of (Linux 6.15).</summary>
    public bool ReplacesMap { get; init; }

    /// <summary>It, or a mount below it, spreads what is mounted on it to the host.</summary>
    public required bool IsShared { get; init; }

    /// <summary>The volume itself, and what the host had mounted below its source.</summary>
    public required IReadOnlyList<VolumeMount> SourceMounts { get; init; }

    /// <summary>Those of <see cref="SourceMounts"/> that become idmapped.</summary>
    public IEnumerable<VolumeMount> Mapped => IsRecursive ? SourceMounts : [SourceMounts[0]];

    /// <summary>Other mounts of the container's configuration below it, which are no part of it.</summary>
    public required IReadOnlyList<VolumeMount> Submounts { get; init; }
}
