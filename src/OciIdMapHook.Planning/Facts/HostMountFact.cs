using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// A mount that the host has below the rootfs, as the hook's own mount namespace shows it. The container got a copy with the
/// rootfs, which is locked there: it can be neither moved nor uncovered.
/// </summary>
public sealed record HostMountFact
{
    /// <summary>The mount point below the rootfs, <c>a/b</c>; never empty.</summary>
    public required string RelativePath { get; init; }

    /// <summary>The mount as the host's table has it.</summary>
    public required MountEntry Mount { get; init; }

    /// <summary>Where the host has the same folder outside of the rootfs; null where it has it nowhere else.</summary>
    public string? HostPath { get; init; }

    /// <summary>It is, or has in it, the root folder of the host.</summary>
    public bool HasRootOfHost { get; init; }

    /// <summary>What it shows and where; null of a covered one, to which no path leads.</summary>
    public MountIdentity? Identity { get; init; }

    /// <summary>Another mount lies over it, in the same place or further out: a path does not find it.</summary>
    public bool IsCovered { get; init; }

    /// <summary>The owner of its root folder as the hook sees it; of a covered one not known.</summary>
    public required Owner Owner { get; init; }
}
