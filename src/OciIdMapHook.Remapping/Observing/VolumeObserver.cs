using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds config.json's mounts below the rootfs, as the runtime did: symbolic links of the image are followed inside it.</summary>
internal static class VolumeObserver
{
    /// <param name="root">The rootfs.</param>
    /// <param name="initRoot">The init's root directory, where sources are found.</param>
    /// <param name="bundle">What config.json is in, where relative sources are found.</param>
    internal static IReadOnlyList<VolumeFact> Observe(FileDescriptor root, FileDescriptor initRoot, Bundle bundle)
    {
        var volumes = new List<VolumeFact>();
        for (var i = 0; i < bundle.Config.Mounts.Count; i++)
        {
            var mount = bundle.Config.Mounts[i];
            if (TryGetStatus(root, mount.Destination) is { } status)
            {
                var showsSource = Planner.AsksToBeIdmapped(mount) && SourceOf(mount, initRoot, bundle)?.IsSameFileAs(status) is true;
                volumes.Add(new VolumeFact(i, status.MountId, status.IsMountRoot, showsSource));
            }
        }

        return volumes;
    }

    private static FileStatus? SourceOf(OciMount mount, FileDescriptor initRoot, Bundle bundle) => mount.Source switch
    {
        null or "" => null,
        ['/', ..] => TryGetStatus(initRoot, mount.Source),
        _ => bundle.Folder is null ? null : TryGetStatus(initRoot, $"{bundle.Folder}/{mount.Source}"),
    };

    /// <summary>Null for what cannot be reached: the planner says so of a volume, and nobody asks about the other mounts.</summary>
    private static FileStatus? TryGetStatus(FileDescriptor root, string destination)
    {
        // A destination without a first slash is one below the root all the same (runc, as older specifications had it).
        var path = destination.TrimStart('/');
        try
        {
            using var found = Files.OpenAt2(
                root, path.Length == 0 ? "." : path, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks);
            return Files.Status(found);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP)
        {
            return null;
        }
    }
}
