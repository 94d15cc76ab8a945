using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds the root folder of the host.</summary>
internal static class HostRootObserver
{
    /// <param name="plan">What is about to be remapped.</param>
    /// <exception cref="LinuxException">The hook has no root directory that can be looked at.</exception>
    internal static HostRootFacts Observe(RemapPlan plan) => new()
    {
        Folders = Folders(),
        LayersAround = plan.Twin is RootTwin.Overlay overlay ? LayersAround(overlay) : [],
    };

    /// <exception cref="LinuxException">The hook has no root directory that can be looked at.</exception>
    internal static IReadOnlyList<FolderId> Folders()
    {
        var own = IdOf("/");
        try
        {
            var first = IdOf("/proc/1/root");
            return first == own ? [own] : [own, first];
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EACCES or Errno.EPERM or Errno.ENOENT)
        {
            return [own]; // a rootless engine's hook, or a /proc that hides it
        }
    }

    /// <summary>A layer that is no mount's root is on the mount that its path says, and shows that mount's file system from there on.</summary>
    private static string[] LayersAround(RootTwin.Overlay overlay)
    {
        var mounts = MountTable.OfThisThread();
        var root = mounts.FirstOrDefault(mount => mount.MountPoint == "/" && mount.Root != "/");
        return root is null
            ? [] // the host's root folder is its file system's, and in no other folder of it
            : [.. from use in overlay.Lowers.Append(overlay.Upper).OfType<LayerUse>()
                  let mount = mounts.LastOrDefault(entry => (use.Layer.Path.TrimEnd('/') + '/').StartsWith(
                      entry.MountPoint.TrimEnd('/') + '/', StringComparison.Ordinal))
                  where mount is not null && HostRootFacts.IsAround(
                      mount with { Root = mount.Root.TrimEnd('/') + use.Layer.Path[mount.MountPoint.TrimEnd('/').Length..] }, root)
                  select use.Layer.Path];
    }

    private static FolderId IdOf(string path)
    {
        var status = Files.Status(FileDescriptor.WorkingDirectory, path);
        return new FolderId(status.Device, status.Inode);
    }
}
