using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>A mount and its place, by descriptors.</summary>
/// <param name="mountPoint">The directory that its mount point is in, and its name there.</param>
/// <param name="root">The mount's root.</param>
/// <param name="relativePath">The path that led to it.</param>
internal sealed class FoundMount(OpenMountPoint mountPoint, FileDescriptor root, string relativePath) : IDisposable
{
    internal OpenMountPoint MountPoint => mountPoint;

    internal FileDescriptor Root => root;

    internal string RelativePath => relativePath;

    /// <summary>Whether the mount still has that name in that directory.</summary>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal bool IsThere(MountEntry mount)
    {
        using var top = mountPoint.TryOpenMount(mount.Id, mount.UniqueId);
        return top is not null;
    }

    /// <summary>Has a detached mount take the place of this one, which goes with all below it.</summary>
    /// <param name="copy">What takes its mountPoint.</param>
    /// <param name="name">How the mount is called in errors.</param>
    /// <exception cref="LinuxException">It cannot be replaced, or the copy came to be elsewhere.</exception>
    internal void ReplaceBy(FileDescriptor copy, string name)
    {
        var isBeneath = Mounts.TryMoveBeneath(copy, root, name);
        Mounts.Detach(root, name);
        if (!isBeneath)
        {
            using var freed = mountPoint.OpenTop();
            Mounts.Move(copy, freed, $"the idmapped mount of {name}", name);
        }

        mountPoint.OpenMount(Files.Status(copy).MountId, Files.UniqueMountId(copy)).Dispose();
    }

    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal MountIdentity Identify()
    {
        var (shown, folder) = (Files.Status(root), mountPoint.DirectoryStatus);
        return new MountIdentity(shown.Device, shown.Inode, folder.Device, folder.Inode, mountPoint.Entry);
    }

    public void Dispose()
    {
        root.Dispose();
        mountPoint.Dispose();
    }
}
