using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>What the hook will find in a container that is not made yet, if the runtime does what config.json says.</summary>
internal static class Forecast
{
    private const int RootMountId = 1;

    /// <param name="state">The state that the runtime will hand to the hook, as far as it is known.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="root">The rootfs on the host.</param>
    /// <param name="policy">The host's, which decides with the rest whether the layers of an overlay are looked for.</param>
    /// <returns>The facts as the hook's observer would give them.</returns>
    /// <exception cref="ForecastException">The maps cannot be told without a process, or the rootfs is another mount
    /// namespace's.</exception>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal static ContainerFacts Of(OciState state, Bundle bundle, FileDescriptor root, HostPolicy policy)
    {
        var (path, status) = (Files.PathOf(root), Files.Status(root));
        var hostMounts = MountTable.OfThisThread();
        var rootMount = RootMount(hostMounts, status.MountId, path);
        var submounts = new ForecastMounts(root, rootMount, hostMounts);
        var below = HostMountObserver.Observe(root);
        submounts.AddHostMounts(below);
        var volumes = submounts.AddConfigured(bundle, [.. bundle.HostRootPaths(state), path]);
        var facts = new ContainerFacts
        {
            State = state,
            Config = bundle.Config,
            Init = InitOf(bundle.Config),
            Root = new RootFacts
            {
                Path = path,
                MountId = RootMountId,
                IsMountPoint = true,
                Device = status.Device,
                Inode = status.Inode,
                Owner = status.Owner(),
                OwnerIsUnknown = UnknownOwner.Is(status),
                Entries = EntryOwners.Of(root, status.MountId),
                FileSystemType = rootMount.FileSystemType,
                Overlay = rootMount.FileSystemType == "overlay" ? new OverlayFacts.NotLookedAt() : null,
            },
            Mounts = submounts.Table,
            Volumes = Planner.AsksForVolumes(bundle.Config) ? volumes : [],
            CopiedUp =
            [
                .. volumes.Where(volume => volume.IsMountRoot && bundle.Config.Mounts[volume.ConfigIndex].IsCopiedUp)
                    .Select(volume => volume.MountId),
            ],
            HostMounts = below,
        };
        return OverlayObserver.AddLayers(facts, policy);
    }

    /// <summary>The bind mount that the runtime will make of the rootfs.</summary>
    private static MountEntry RootMount(IReadOnlyList<MountEntry> hostMounts, int mountId, string path)
    {
        var mount = hostMounts.FirstOrDefault(entry => entry.Id == mountId)
            ?? throw new ForecastException($"the rootfs {Printable.Text(path)} is on mount {mountId}, which is not in this mount "
                + "namespace; run the tool where the runtime runs");
        var folder = mount.Root.TrimEnd('/') + path[mount.MountPoint.TrimEnd('/').Length..];
        return mount with
        {
            Id = RootMountId,
            ParentId = 0,
            Root = folder.Length == 0 ? "/" : folder,
            MountPoint = path,
            OptionalFields = string.Empty,
        };
    }

    private static InitFacts InitOf(OciConfig config)
    {
        var linux = config.Linux ?? new OciLinux();
        var user = linux.Namespaces.FirstOrDefault(one => one.Type == "user");
        var (uids, gids) = user switch
        {
            null => (IdMapFile.At("/proc/self/uid_map"), IdMapFile.At("/proc/self/gid_map")),
            { Path: { Length: > 0 } path } => MapsOf(path),
            _ => (Ranges(linux.UidMappings), Ranges(linux.GidMappings)),
        };
        return new InitFacts
        {
            IsMadeByHostsRoot = Caller.IsHostsRoot(),
            MayBeMappedToAnyId = Caller.MayMapAnyId(),
            SharesHookMountNamespace = !linux.Namespaces.Any(one => one.Type == "mount"),
            SharesHookUserNamespace = user is null,
            UidMap = uids,
            GidMap = gids,
        };
    }

    private static (IReadOnlyList<IdRange> Uids, IReadOnlyList<IdRange> Gids) MapsOf(string path)
    {
        const string End = "/ns/user";
        if (path.StartsWith("/proc/", StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal))
        {
            var process = path[..^End.Length];
            return (IdMapFile.At($"{process}/uid_map"), IdMapFile.At($"{process}/gid_map"));
        }

        throw new ForecastException(
            $"the container joins the user namespace {Printable.Text(path)}, whose maps no file tells; create "
            + "the container and name its init with --pid");
    }

    /// <summary>Empty where they are no map: the planner says so of config.json's.</summary>
    private static IReadOnlyList<IdRange> Ranges(IReadOnlyList<OciIdMapping> mappings) =>
        IdMap.TryCreate(mappings, "uid", out var map, out _) ? map.Ranges : [];
}
