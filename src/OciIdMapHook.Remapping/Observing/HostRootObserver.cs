using OciIdMapHook.Documents;
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
        LayersAround = plan.Replacement is ReplacementRoot.Overlay overlay ? LayersAround(overlay) : [],
    };

    /// <exception cref="LinuxException">The hook has no root directory that can be looked at.</exception>
    internal static IReadOnlyList<FolderId> Folders()
    {
        var own = IdOf("/");
        try
        {
            return [own, IdOf("/proc/1/root")];
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EACCES or Errno.EPERM or Errno.ENOENT)
        {
            return [own]; // a rootless engine's hook, or a /proc that hides it
        }
    }

    /// <summary>
    /// A layer that is no mount's root is on the mount that its path says, and shows that mount's file system from there on.
    /// </summary>
    private static List<string> LayersAround(ReplacementRoot.Overlay overlay)
    {
        var mounts = MountTable.OfThisThread();
        var root = mounts.FirstOrDefault(mount => mount.MountPoint == "/" && mount.Root != "/");
        if (root is null)
            return []; // the host's root folder is its file system's, and in no other folder of it

        var around = new List<string>();
        foreach (var use in overlay.Lowers)
        {
            if (IsAround(use.Layer.Path, mounts, root))
                around.Add(use.Layer.Path);
        }

        if (overlay.Upper is { } upper && IsAround(upper.Layer.Path, mounts, root))
            around.Add(upper.Layer.Path);
        return around;
    }

    private static bool IsAround(string layer, IReadOnlyList<MountEntry> mounts, MountEntry root)
    {
        var mount = mounts.LastOrDefault(
            entry => (layer.TrimEnd('/') + '/').StartsWith(entry.MountPoint.TrimEnd('/') + '/', StringComparison.Ordinal));
        return mount is not null
            && HostRootFacts.IsAround(
                mount with { Root = mount.Root.TrimEnd('/') + layer[mount.MountPoint.TrimEnd('/').Length..] }, root);
    }

    private static FolderId IdOf(string path)
    {
        var status = Files.Status(FileDescriptor.WorkingDirectory, path);
        return new FolderId(status.Device, status.Inode);
    }
}
