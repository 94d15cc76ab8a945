using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>A mount and its place, by descriptors.</summary>
/// <param name="Place">The directory that its mount point is in, and its name there.</param>
/// <param name="Root">The mount's root.</param>
/// <param name="RelativePath">The path that led to it.</param>
internal sealed record FoundMount(MountPlace Place, FileDescriptor Root, string RelativePath) : IDisposable
{
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal MountIdentity Identify()
    {
        var (root, folder) = (Files.Status(Root), Place.DirectoryStatus);
        return new MountIdentity(root.Device, root.Inode, folder.Device, folder.Inode, Place.Entry);
    }

    public void Dispose()
    {
        Root.Dispose();
        Place.Dispose();
    }
}
