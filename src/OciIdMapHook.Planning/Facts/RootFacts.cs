namespace OciIdMapHook.Planning;

/// <summary>The rootfs as it stands in the container's mount namespace.</summary>
public sealed record RootFacts
{
    /// <summary>Absolute and resolved; the mount point when <see cref="IsMountPoint"/>.</summary>
    public required string Path { get; init; }

    /// <summary>The mount <see cref="Path"/> is on: the topmost one, where several are stacked.</summary>
    public required int MountId { get; init; }

    /// <summary><see cref="Path"/> is the root folder of the mount <see cref="MountId"/>.</summary>
    public required bool IsMountPoint { get; init; }

    /// <summary>With <see cref="Inode"/>: the folder itself, wherever it is mounted.</summary>
    public ulong Device { get; init; }

    /// <summary>Its inode number.</summary>
    public ulong Inode { get; init; }

    /// <summary>The owner of <see cref="Path"/> as the hook sees it: without an idmapped mount, the id on disk.</summary>
    public required Owner Owner { get; init; }

    /// <summary>Whom the first few things belong to that lie directly in it, other mounts and ids of nobody left out.</summary>
    public IReadOnlyList<Owner> Entries { get; init; } = [];

    /// <summary>The owner is no id of the hook's user namespace, so that it sees the overflow id instead.</summary>
    public bool OwnerIsUnknown { get; init; }

    public required string FileSystemType { get; init; }

    /// <summary>Null where the rootfs is no overlay.</summary>
    public OverlayFacts? Overlay { get; init; }
}
