using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Looks at a container whose init the hook may not look into: that of a rootless crun, which runs its hooks as the user, or any
/// where the hook's root is without CAP_SYS_PTRACE. There the rootfs is what the hook itself sees at its path, and the init's id
/// maps are what everybody may read of it.
/// </summary>
public static class ObserverWithoutPtraceAccess
{
    /// <exception cref="LinuxException">The init is gone, or the user cannot reach the rootfs.</exception>
    /// <exception cref="DocumentException">config.json names no rootfs.</exception>
    public static ContainerFacts Observe(OciState state, Bundle bundle, ProcessFolder init)
    {
        // Not the state's root: crun may have mounted it where only the container sees it.
        var path = bundle.RootPath(state with { Root = null });
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.Path | OpenFlags.Directory);
        var status = Files.Status(root);
        var facts = new ContainerFacts
        {
            State = state,
            Config = bundle.Config,
            Init = new InitFacts
            {
                IsWithoutPtraceAccess = true,
                IsMadeByHostsRoot = Caller.IsHostsRoot(),
                MayBeMappedToAnyId = Caller.MayMapAnyId(),
                SharesHookMountNamespace = false,
                SharesHookUserNamespace = UserNamespaceLook.HasMapsOfHook(init),
                UidMap = IdMapFile.Of(init, "uid_map"),
                GidMap = IdMapFile.Of(init, "gid_map"),
            },
            Root = new RootFacts
            {
                Path = path,
                MountId = status.MountId,
                IsMountPoint = false,
                Owner = status.Owner(),
                OwnerIsUnknown = UnknownOwner.Is(status),
                Entries = EntryOwners.Of(root, status.MountId),
                FileSystemType = string.Empty,
            },
            Mounts = [],
        };
        init.PidFd.ProveAlive();
        return facts;
    }
}
