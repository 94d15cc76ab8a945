using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Looks at a container that is being created, from the host: every path is resolved in the init's mount namespace through the
/// init's own root directory, without entering it.
/// </summary>
public static class ContainerObserver
{
    /// <param name="state">The state on standard input.</param>
    /// <param name="bundle">The bundle it names.</param>
    /// <param name="init">The container's init, which stays the caller's.</param>
    /// <param name="policy">The host's, which decides with the rest whether the layers of an overlay are looked for.</param>
    /// <param name="withHostMounts">Whether to look at the host's mount table too; only a
    /// <see cref="RemapResult.NeedsHostMounts"/> asks for it.</param>
    /// <exception cref="LinuxException">The init is gone, or the rootfs cannot be reached in its mount namespace.</exception>
    /// <exception cref="DocumentException">The kernel's tables cannot be read, or config.json names no rootfs.</exception>
    public static ObservedContainer Observe(
        OciState state, Bundle bundle, ProcessFolder init, HostPolicy policy, bool withHostMounts = false)
    {
        var rootPath = bundle.RootPath(state);
        var opened = new Stack<IDisposable>();
        try
        {
            var ownMountNamespace = Keep(
                Files.OpenAt(FileDescriptor.WorkingDirectory, "/proc/thread-self/ns/mnt", OpenFlags.ReadOnly));
            var mountNamespace = Keep(init.OpenFile("ns/mnt", OpenFlags.ReadOnly));
            var userNamespace = Keep(init.OpenFile("ns/user", OpenFlags.ReadOnly));
            using var initRoot = init.OpenFile("root", OpenFlags.Path | OpenFlags.Directory);
            var root = Keep(OpenRoot(initRoot, rootPath));
            var rootStatus = Files.Status(root);
            var asksForVolumes = Planner.AsksForVolumes(bundle.Config);
            var mounts = ObserveMounts(init, mountNamespace, initRoot, root, inFull: asksForVolumes);
            var rootFacts = ObserveRoot(root, rootStatus, rootPath, mounts);
            var initFacts = ObserveInit(init, ownMountNamespace, mountNamespace, userNamespace);
            var volumes = asksForVolumes ? new VolumeObserver(root, rootFacts.Path, init, initRoot, bundle, state).Observe() : [];

            // Where the rootfs is no mount of its own, or the mounts are the host's, everything there would look like a pin.
            var descriptors = rootFacts.IsMountPoint && !initFacts.SharesHookMountNamespace
                ? DescriptorObserver.Observe(init, rootFacts, MountsToWatch(rootFacts, mounts, volumes.Count > 0))
                : [];
            var hostRoot = withHostMounts ? Keep(HostMountObserver.OpenHostRoot(bundle.HostRootPaths(state), root)) : null;
            var hostTree = hostRoot is null ? null : Keep(HostTree.CopyOf(hostRoot, rootPath));
            var facts = new ContainerFacts
            {
                State = state,
                Config = bundle.Config,
                Init = initFacts,
                Root = rootFacts,
                IsBeforeItsMounts = Stage.IsRestore(state) && IsTheHosts(rootFacts, mounts),
                Mounts = mounts,
                Descriptors = descriptors.FindAll(one => one.MountId == rootFacts.MountId).ConvertAll(one => one.Descriptor),
                Volumes = volumes,
                VolumeDescriptors = descriptors.FindAll(one => one.MountId != rootFacts.MountId),
                CopiedUp = CopiedUpObserver.Observe(root, rootFacts.Path, bundle, state, mounts),
                HostMounts = hostTree?.Facts,
                Identities = hostTree is null
                    ? null
                    : HostMountObserver.Identify(root, rootFacts.Path, mounts, MountList.Of(mountNamespace), hostTree.Facts),
            };
            facts = OverlayObserver.AddLayers(facts, policy);
            init.PidFd.ProveAlive();
            return new ObservedContainer
            {
                Facts = facts,
                Init = init,
                OwnMountNamespace = ownMountNamespace,
                MountNamespace = mountNamespace,
                UserNamespace = userNamespace,
                Root = root,
                HostRoot = hostRoot,
                HostTree = hostTree,
            };
        }
        catch
        {
            while (opened.TryPop(out var one))
                one.Dispose();
            throw;
        }

        T Keep<T>(T one)
            where T : IDisposable
        {
            opened.Push(one);
            return one;
        }
    }

    /// <summary>An overlay is made again from the options of its superblock.</summary>
    private static MountEntry[] ObserveMounts(
        ProcessFolder init, FileDescriptor mountNamespace, FileDescriptor initRoot, FileDescriptor root, bool inFull)
    {
        if (!inFull)
        {
            var outline = MountTable.OutlineAround(init, mountNamespace, initRoot, root);
            if (!Array.Exists(outline, mount => mount.FileSystemType == "overlay"))
                return outline;
        }

        return MountTable.WithUniqueIds(
            MountTable.Around(init, Files.Status(root).MountId), MountList.Of(mountNamespace)?.TryListIdsBelow(root));
    }

    private static HashSet<int> MountsToWatch(RootFacts root, IReadOnlyList<MountEntry> mounts, bool areVolumesAsked)
    {
        var watched = new HashSet<int> { root.MountId };
        if (areVolumesAsked)
        {
            watched.UnionWith(
                mounts.Where(mount => mount.MountPoint.StartsWith(root.Path.TrimEnd('/') + '/', StringComparison.Ordinal))
                .Select(mount => mount.Id));
        }

        return watched;
    }

    private static FileDescriptor OpenRoot(FileDescriptor initRoot, string path)
    {
        try
        {
            return Files.OpenAt2(
                initRoot,
                path,
                OpenFlags.Path | OpenFlags.Directory,
                PathResolution.InRoot | PathResolution.NoMagicLinks);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            throw new LinuxException(
                exception.Errno,
                $"search for the rootfs {Printable.Text(path)} from the init's root directory",
                "the init has changed its root directory already, or the bundle's root.path is wrong; run the hook at the stage "
                + "createRuntime or prestart");
        }
    }

    /// <summary>
    /// CRIU makes an init in a copy of the host's mounts, and runs hooks before it mounts anything in there. A runtime that
    /// creates a container has put a mount where the host has none, or over the host's.
    /// </summary>
    private static bool IsTheHosts(RootFacts root, MountEntry[] mounts)
    {
        if (!root.IsMountPoint)
            return true;

        var mount = Array.Find(mounts, entry => entry.Id == root.MountId)!;
        return !Array.Exists(mounts, entry => entry.Id == mount.ParentId && entry.MountPoint == mount.MountPoint)
            && Files.OpenIfThere(root.Path, OpenFlags.Path) is { } hosts
            && IsMountRoot(hosts);

        static bool IsMountRoot(FileDescriptor file)
        {
            using (file)
                return Files.Status(file).IsMountRoot;
        }
    }

    private static RootFacts ObserveRoot(FileDescriptor root, FileStatus status, string path, MountEntry[] mounts)
    {
        var mount = Array.Find(mounts, entry => entry.Id == status.MountId)
            ?? throw new DocumentException($"the rootfs {Printable.Text(path)} is on mount {status.MountId}, which is not in the "
                + "container's mount table");
        return new RootFacts
        {
            Path = status.IsMountRoot ? mount.MountPoint : path,
            MountId = status.MountId,
            IsMountPoint = status.IsMountRoot,
            Device = status.Device,
            Inode = status.Inode,
            Owner = status.Owner(),
            OwnerIsUnknown = UnknownOwner.Is(status),
            Entries = EntryOwners.Of(root, status.MountId),
            FileSystemType = mount.FileSystemType,
            Overlay = mount.FileSystemType == "overlay" ? new OverlayFacts.NotLookedAt() : null,
        };
    }

    private static InitFacts ObserveInit(
        ProcessFolder init, FileDescriptor ownMountNamespace, FileDescriptor mountNamespace, FileDescriptor userNamespace)
    {
        var itsUserNamespace = Files.Status(userNamespace);
        var ownUserNamespace = Files.Status(FileDescriptor.WorkingDirectory, "/proc/self/ns/user");
        return new InitFacts
        {
            IsMadeByHostsRoot = Caller.IsHostsRoot(ownUserNamespace),
            MayBeMappedToAnyId = Caller.MayMapAnyId(ownUserNamespace),
            SharesHookMountNamespace = Files.Status(mountNamespace).IsSameFileAs(Files.Status(ownMountNamespace)),
            SharesHookUserNamespace = itsUserNamespace.IsSameFileAs(ownUserNamespace),
            UidMap = IdMapFile.Of(init, "uid_map"),
            GidMap = IdMapFile.Of(init, "gid_map"),

            // The maps are read by the init's id, the namespace is held by a descriptor. They belong to each other if the init is
            // in that namespace afterwards: a process that leaves a user namespace cannot come back to it.
            LeftItsUserNamespace = !init.StatusOf("ns/user").IsSameFileAs(itsUserNamespace),
        };
    }
}
