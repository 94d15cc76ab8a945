namespace OciIdMapHook.Operations;

/// <summary>Whether what lies in a folder can be idmapped.</summary>
internal sealed record StorageFacts
{
    /// <summary>The folder as it is configured or was named.</summary>
    internal required string Path { get; init; }

    /// <summary>Whose containers lie there: <c>Podman and CRI-O</c>; null where the operator named the folder.</summary>
    internal required string? Users { get; init; }

    /// <summary>The folder is not there yet, and its nearest parent that is there was tried.</summary>
    internal required string? TriedInstead { get; init; }

    /// <summary>As in /proc/filesystems; null where it is not known.</summary>
    internal required string? FileSystemType { get; init; }

    /// <summary>It is the root of a mount, such as the merged folder of an overlay.</summary>
    internal required bool IsMountRoot { get; init; }

    internal required Probe Probe { get; init; }

    /// <summary>The operator named it, and other users of the host can run what lies there (<see cref="HostReach"/>).</summary>
    internal bool IsOpenToOthers { get; init; }
}
