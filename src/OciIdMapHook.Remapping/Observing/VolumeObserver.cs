using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds config.json's mounts below the rootfs, as the runtime did: symbolic links of the image are followed inside it.</summary>
internal static class VolumeObserver
{
    internal static IReadOnlyList<VolumeFact> Observe(FileDescriptor root, OciConfig config)
    {
        var volumes = new List<VolumeFact>();
        for (var i = 0; i < config.Mounts.Count; i++)
        {
            if (TryOpen(root, config.Mounts[i].Destination) is not { } found)
                continue;

            using (found)
            {
                var status = Files.Status(found);
                volumes.Add(new VolumeFact(i, status.MountId, status.IsMountRoot));
            }
        }

        return volumes;
    }

    /// <summary>Null for what cannot be reached: the planner says so of a volume, and nobody asks about the other mounts.</summary>
    private static FileDescriptor? TryOpen(FileDescriptor root, string destination)
    {
        // A destination without a first slash is one below the root all the same (runc, as older specifications had it).
        var path = destination.TrimStart('/');
        try
        {
            return Files.OpenAt2(
                root, path.Length == 0 ? "." : path, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP)
        {
            return null;
        }
    }
}
