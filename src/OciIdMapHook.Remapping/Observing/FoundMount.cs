using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>A mount and its place, by descriptors.</summary>
/// <param name="place">The directory that its mount point is in, and its name there.</param>
/// <param name="root">The mount's root.</param>
/// <param name="relativePath">The path that led to it.</param>
internal sealed class FoundMount(MountPlace place, FileDescriptor root, string relativePath) : IDisposable
{
    internal MountPlace Place => place;

    internal FileDescriptor Root => root;

    internal string RelativePath => relativePath;

    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal MountIdentity Identify()
    {
        var (shown, folder) = (Files.Status(root), place.DirectoryStatus);
        return new MountIdentity(shown.Device, shown.Inode, folder.Device, folder.Inode, place.Entry);
    }

    public void Dispose()
    {
        root.Dispose();
        place.Dispose();
    }
}
