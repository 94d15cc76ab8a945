using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The root folder of the host, as far as the hook sees it. No map gives it to a container.</summary>
public sealed class HostRootFacts
{
    /// <summary>The root folder of the hook's own mount namespace, and that of process 1 where it may be looked at: an engine may
    /// run its runtimes in a mount namespace of its own.</summary>
    public required IReadOnlyList<FolderId> Folders { get; init; }

    /// <summary>Layers of the overlay that have such a folder somewhere in them, by their paths.</summary>
    public IReadOnlyList<string> LayersAround { get; init; } = [];

    /// <summary>A mount shows a folder that the host's root folder is, or lies in: what is another subvolume's or deployment's
    /// has all of it.</summary>
    /// <param name="mount">The mount.</param>
    /// <param name="root">The mount at <c>/</c>.</param>
    public static bool IsAround(MountEntry mount, MountEntry root) =>
        mount.Device == root.Device
        && (root.Root.TrimEnd('/') + '/').StartsWith(mount.Root.TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Whether a folder is one of <see cref="Folders"/>.</summary>
    public bool Contains(ulong device, ulong inode)
    {
        foreach (var folder in Folders)
        {
            if (folder.Is(device, inode))
                return true;
        }

        return false;
    }
}

/// <summary>A folder, whatever its path comes to mean.</summary>
/// <param name="device">Its file system's, as stat(2) gives it.</param>
/// <param name="inode">Its inode number.</param>
public sealed class FolderId(ulong device, ulong inode)
{
    public bool Is(ulong otherDevice, ulong otherInode) => device == otherDevice && inode == otherInode;
}
