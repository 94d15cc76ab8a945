using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What is found where one of config.json's mounts is to go, before a runtime has mounted anything.</summary>
/// <param name="Mount">The mount.</param>
/// <param name="Source">What a bind mount shows.</param>
/// <param name="Way">How the image's links lead to its destination.</param>
public sealed record MountPointFact(OciMount Mount, MountSource Source, MountPointWay Way);

/// <summary>The way to a destination below the rootfs, with all links of the image followed in it. Paths are <c>a/b</c>; the
/// rootfs itself is empty.</summary>
public sealed record MountPointWay
{
    /// <summary>Where it ends, or would end if what is missing were there.</summary>
    public required string Place { get; init; }

    /// <summary>Every folder that it goes through, of those that are there.</summary>
    public required IReadOnlyList<string> Passed { get; init; }

    public required WayEnd End { get; init; }

    /// <summary>Of the names of <see cref="Place"/>, how many are there already.</summary>
    public int Existing { get; init; }

    /// <summary>What is there is no folder.</summary>
    public bool IsFile { get; init; }

    /// <summary>Folders that are missing and that it leaves again by <c>..</c>.</summary>
    public IReadOnlyList<(string Place, int Existing)> Detours { get; init; } = [];

    /// <summary>A link leads to the missing part, which has no more names after that link.</summary>
    public bool EndsWithLink { get; init; }

    /// <summary>A link leads to the missing part.</summary>
    public bool IsDangling { get; init; }

    /// <summary>The last name of the destination is a link.</summary>
    public bool IsLink { get; init; }

    /// <summary>Why it cannot be followed, as a clause.</summary>
    public string? Fault { get; init; }
}

/// <summary>How a <see cref="MountPointWay"/> ends.</summary>
public enum WayEnd
{
    /// <summary>Something is there.</summary>
    There,

    /// <summary>The rest of the names is missing.</summary>
    Missing,

    /// <summary>It cannot be followed, or leads where nobody but the runtime should make anything.</summary>
    Blocked,
}

/// <summary>What a mount shows, as far as its mount point depends on it.</summary>
public enum MountSource
{
    /// <summary>A folder, or a file system of its own.</summary>
    Folder,

    File,

    /// <summary>A symbolic link that is wanted as one.</summary>
    Link,

    /// <summary>It is not there, so that the runtime gives up.</summary>
    Missing,
}
