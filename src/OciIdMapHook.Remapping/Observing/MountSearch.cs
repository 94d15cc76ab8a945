using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Finds mounts below a folder by the paths that they have at the moment, while containers that share the folder may rename what
/// is on the way. What is found is the very mount, by descriptor: no rename makes it another one.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="rootPath">Its path in the mount table.</param>
/// <param name="list">Tells the paths of single mounts; null where the kernel does not.</param>
internal sealed class MountSearch(FileDescriptor root, string rootPath, MountList? list)
{
    /// <summary>A folder that is exchanged with another all the time is in its place about every other time.</summary>
    internal const int Tries = 100;

    /// <summary>The folder.</summary>
    internal FileDescriptor Root => root;

    /// <returns>Null where no path leads to it: it is covered, or gone.</returns>
    /// <exception cref="LinuxException">The kernel refuses to look.</exception>
    internal FoundMount? Find(MountEntry mount)
    {
        var path = mount.MountPoint;
        for (var tries = 0; tries < Tries; tries++)
        {
            if (TryOpen(mount, path) is { } found)
                return found;
            if (mount.UniqueId is not { } id || list is null)
                continue;
            if (list.Find(id) is not { } now)
                return null;
            path = now.MountPoint;
        }

        return null;
    }

    private FoundMount? TryOpen(MountEntry mount, string path)
    {
        var prefix = rootPath.TrimEnd('/') + '/';
        if (path.Length <= prefix.Length || !path.StartsWith(prefix, StringComparison.Ordinal))
            return null;

        var relativePath = path[prefix.Length..];
        var place = OpenMountPoint.TryOpen(root, relativePath, path);
        if (place?.TryOpenMount(mount.Id, mount.UniqueId) is { } top)
            return new FoundMount(place, top, relativePath);
        place?.Dispose();
        return null;
    }
}
