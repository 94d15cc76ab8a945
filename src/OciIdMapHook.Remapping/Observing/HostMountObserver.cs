using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds what the host has mounted below the rootfs, in the hook's own mount namespace.</summary>
internal static class HostMountObserver
{
    /// <summary>The rootfs as the host has it: crun's intermediate mount point is the container's alone, config.json names the other.</summary>
    /// <exception cref="LinuxException">The host has no such folder, or it is not the one the container has.</exception>
    internal static FileDescriptor OpenHostRoot(IReadOnlyList<string> paths, FileDescriptor containerRoot)
    {
        var expected = Files.Status(containerRoot);
        foreach (var path in paths)
        {
            var opened = Files.OpenIfThere(path, OpenFlags.Path | OpenFlags.Directory);
            if (opened is not null && Files.Status(opened).IsSameFileAs(expected))
                return opened;
            opened?.Dispose();
        }

        throw new LinuxException(
            Errno.None,
            $"search for the rootfs {Printable.Text(paths[0])} on the host",
            "a mount of the host lies below the rootfs and is locked in the container, and the host's own rootfs is not found at "
            + "that path to take it from; unmount what the host has mounted below the rootfs");
    }

    /// <summary>The mounts below the rootfs, outer ones first, in one place from the bottom to the top.</summary>
    /// <exception cref="LinuxException">The mount table cannot be read.</exception>
    internal static IReadOnlyList<HostMountFact> Observe(FileDescriptor hostRoot)
    {
        var prefix = Files.PathOf(hostRoot).TrimEnd('/') + '/';
        var mounts = MountTable.OfThisThread().ToDictionary(mount => mount.Id);
        var rootMount = Files.Status(hostRoot).MountId;
        var host = new HostRootFacts { Folders = HostRootObserver.Folders() };
        mounts.TryGetValue(Files.Status(FileDescriptor.WorkingDirectory, "/").MountId, out var mountOfHost);
        return mounts.Values
            .Where(mount => mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal) && IsBelow(mount, rootMount, mounts))
            .Select(mount => Observe(hostRoot, mount, mount.MountPoint[prefix.Length..], host) is var fact
                && mountOfHost is not null && HostRootFacts.IsAround(mount, mountOfHost) ? fact with { HasRootOfHost = true } : fact)
            .Select(fact => fact with { HostPath = PathOnHost.Of(fact.Mount, mounts.Values, prefix) })
            .OrderBy(fact => fact.RelativePath.Length)
            .ToList();
    }

    /// <summary>By parent ids: the same path may also be found in another mount that this one covers.</summary>
    private static bool IsBelow(MountEntry mount, int rootMount, Dictionary<int, MountEntry> mounts)
    {
        for (var steps = 0; steps < mounts.Count && mount.Id != mount.ParentId; steps++)
        {
            if (mount.ParentId == rootMount)
                return true;
            if (!mounts.TryGetValue(mount.ParentId, out var parent))
                return false;
            mount = parent;
        }

        return false;
    }

    private static HostMountFact Observe(FileDescriptor hostRoot, MountEntry mount, string relativePath, HostRootFacts host)
    {
        FileStatus status = default;
        try
        {
            using var root = Files.OpenAt2(hostRoot, relativePath, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree);
            status = Files.Status(root);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            // What covers it has no such folder.
        }

        return new HostMountFact
        {
            RelativePath = relativePath,
            Mount = mount,
            IsCovered = status.MountId != mount.Id,
            HasRootOfHost = host.Contains(status.Device, status.Inode),
            OwnerUid = status.Uid,
            OwnerGid = status.Gid,
        };
    }
}
