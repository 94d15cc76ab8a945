using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Finds the tmpfs mounts that the runtime has filled from the rootfs.</summary>
internal static class CopiedUpObserver
{
    /// <param name="root">The rootfs in the container's mount namespace.</param>
    /// <param name="config">config.json.</param>
    /// <returns>The ids of the mounts at these destinations, whatever they are, in config.json's order.</returns>
    internal static IReadOnlyList<int> Observe(FileDescriptor root, OciConfig config)
    {
        List<int>? found = null;
        foreach (var mount in config.Mounts)
        {
            if (mount.IsCopiedUp && Find(root, mount.Destination) is { IsMountRoot: true } place)
                (found ??= []).Add(place.MountId);
        }

        return found ?? (IReadOnlyList<int>)[];
    }

    /// <summary>Symbolic links of the image are followed inside it, as the runtime did.</summary>
    private static FileStatus? Find(FileDescriptor root, string destination)
    {
        var path = destination.TrimStart('/');
        try
        {
            using var found = Files.OpenAt2(
                root,
                path.Length == 0 ? "." : path,
                OpenFlags.Path | OpenFlags.Directory,
                PathResolution.InRoot | PathResolution.NoMagicLinks);
            return Files.Status(found);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP)
        {
            return null;
        }
    }
}
