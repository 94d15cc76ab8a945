using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Places of mounts below a rootfs. Symbolic links of the image are followed inside it, as runtimes do.</summary>
internal static class PlaceInRoot
{
    /// <param name="root">The rootfs in the container's mount namespace.</param>
    /// <param name="destination">One without a first slash is below the root all the same (runc, as older specifications had
    /// it).</param>
    /// <returns>Null for what cannot be reached.</returns>
    internal static FileStatus? TryGetStatus(FileDescriptor root, string destination)
    {
        var path = destination.TrimStart('/');
        try
        {
            using var found = Files.OpenAt2(
                root, path.Length == 0 ? "." : path, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks);
            return Files.Status(found);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES)
        {
            return null;
        }
    }
}
