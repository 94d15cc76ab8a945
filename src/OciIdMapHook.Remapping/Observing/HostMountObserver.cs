using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Finds what the host has mounted below the rootfs.</summary>
internal static class HostMountObserver
{
    /// <summary>
    /// The rootfs as the host has it: crun's intermediate mount point is the container's alone, config.json names the other.
    /// </summary>
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

    /// <summary>The mounts below a root, outer ones first, in one place from the bottom to the top.</summary>
    /// <param name="root">The root in the calling thread's mount namespace: the host's own, or that of a copy.</param>
    /// <param name="hostPath">Where the host has it, if it is a copy.</param>
    /// <exception cref="LinuxException">The mount table cannot be read.</exception>
    internal static IReadOnlyList<HostMountFact> Observe(FileDescriptor root, string? hostPath = null)
    {
        var path = Files.PathOf(root).TrimEnd('/');
        var (prefix, hostPrefix) = (path + '/', (hostPath ?? path).TrimEnd('/') + '/');
        var mounts = MountTable.WithUniqueIds([.. MountTable.OfThisThread()], MountList.OfThisThread.TryListIdsBelow(root))
            .ToDictionary(mount => mount.Id);
        var rootMount = Files.Status(root).MountId;
        var elsewhere = mounts.Values
            .Where(mount => !mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal) && mount.Id != rootMount).ToArray();
        var host = new HostRootFacts { Folders = HostRootObserver.Folders() };
        mounts.TryGetValue(Files.Status(FileDescriptor.WorkingDirectory, "/").MountId, out var mountOfHost);
        var search = new MountSearch(root, path, MountList.OfThisThread);
        return mounts.Values
            .Where(mount => mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal)
                && MountTable.IsBelow(mount, rootMount, mounts))
            .Select(mount => Observe(search, mount, prefix, host) is var fact
                && mountOfHost is not null && HostRootFacts.IsAround(mount, mountOfHost)
                    ? fact with { HasRootOfHost = true }
                    : fact)
            .Select(fact => fact with
            {
                HostPath = PathOnHost.Of(fact.Mount, elsewhere, hostPrefix)
                ?? (hostPath is null ? null : hostPrefix + fact.RelativePath),
            })
            .OrderBy(fact => fact.RelativePath.Length);
    }

    /// <summary>Of a container's own mounts below its root, what those show and where that may be copies of the host's.</summary>
    /// <param name="root">The container's root.</param>
    /// <param name="rootPath">Its path in the container's mount table.</param>
    /// <param name="mounts">The container's mounts.</param>
    /// <param name="list">Tells where single ones are by now; null where the kernel does not.</param>
    /// <param name="facts">The host's.</param>
    /// <exception cref="LinuxException">One cannot be looked at.</exception>
    internal static Dictionary<int, MountIdentity> Identify(
        FileDescriptor root, string rootPath, IReadOnlyList<MountEntry> mounts, MountList? list,
        IReadOnlyList<HostMountFact> facts)
    {
        var prefix = rootPath.TrimEnd('/') + '/';
        var search = new MountSearch(root, rootPath, list);
        var identities = new Dictionary<int, MountIdentity>();
        foreach (var mount in mounts)
        {
            if (!facts.Any(fact => fact.Mount.Device == mount.Device)
                || !mount.MountPoint.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }
            using var found = search.Find(mount);
            if (found is not null)
                identities.Add(mount.Id, found.Identify());
        }

        return identities;
    }

    private static HostMountFact Observe(MountSearch search, MountEntry mount, string prefix, HostRootFacts host)
    {
        using var found = search.Find(mount);
        var status = found is null ? default : Files.Status(found.Root);
        return new HostMountFact
        {
            RelativePath = found?.RelativePath ?? mount.MountPoint[prefix.Length..],
            Mount = mount,
            Identity = found?.Identify(),
            IsCovered = found is null,
            HasRootOfHost = host.Contains(status.Device, status.Inode),
            Owner = status.Owner(),
        };
    }
}
