using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>The mount table that a runtime will have made when it runs its hooks.</summary>
/// <param name="root">The rootfs on the host.</param>
/// <param name="rootMount">Its mount in the container.</param>
/// <param name="host">The host's mount table.</param>
internal sealed class ForecastMounts(FileDescriptor root, MountEntry rootMount, IReadOnlyList<MountEntry> host)
{
    private readonly List<MountEntry> table = [rootMount];

    internal IReadOnlyList<MountEntry> Table => table;

    /// <summary>They come along with a bind mount of the rootfs.</summary>
    internal void AddHostMounts(IEnumerable<HostMountFact> facts)
    {
        foreach (var fact in facts)
            Add(fact.Mount, PathTo(fact.RelativePath));
    }

    /// <param name="bundle">The bundle.</param>
    /// <param name="rootPaths">How the runtime may call the rootfs.</param>
    /// <returns>Which of config.json's mounts is where, if the runtime takes their destinations as runc does.</returns>
    internal IReadOnlyList<VolumeFact> AddConfigured(Bundle bundle, IReadOnlyList<string> rootPaths)
    {
        var volumes = new List<VolumeFact>();
        foreach (var mount in bundle.Config.Mounts)
        {
            var candidates = VolumeDestination.Candidates(mount.Destination, rootPaths, isAsWrittenFirst: false);
            var added = Add(SourceOf(mount, bundle), ResolveFirst(candidates) ?? PathTo(candidates[0].Trim('/')));
            volumes.Add(new VolumeFact(volumes.Count, added.Id, IsMountRoot: true, ShowsSource: true));
        }

        return volumes;
    }

    private string PathTo(string relative) => $"{rootMount.MountPoint.TrimEnd('/')}/{relative}";

    private MountEntry Add(MountEntry mount, string path)
    {
        var entry = mount with
        {
            Id = table.Count + 1,
            ParentId = ParentOf(path).Id,
            MountPoint = path,
        };
        table.Add(entry);
        return entry;
    }

    /// <summary>The last one that lies on the way: it covers those before it.</summary>
    private MountEntry ParentOf(string path)
    {
        var parent = rootMount;
        foreach (var mount in table)
        {
            if ((path + '/').StartsWith(mount.MountPoint.TrimEnd('/') + '/', StringComparison.Ordinal)
                && mount.MountPoint.Length >= parent.MountPoint.Length)
            {
                parent = mount;
            }
        }

        return parent;
    }

    private string? ResolveFirst(IReadOnlyList<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (Resolve(candidate) is { } path)
                return path;
        }

        return null;
    }

    /// <summary>Through the links of the image; null where it is not there.</summary>
    private string? Resolve(string destination)
    {
        var relative = destination.TrimStart('/');
        try
        {
            using var found = Files.OpenAt2(
                root, relative.Length == 0 ? "." : relative, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks);
            return Files.PathOf(found);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP)
        {
            return null;
        }
    }

    private MountEntry SourceOf(OciMount mount, Bundle bundle)
    {
        using var source = mount.IsBind() && mount.Source is { Length: > 0 } path
            ? Files.OpenIfThere(path.StartsWith('/') ? path : $"{bundle.Folder}/{path}", OpenFlags.Path)
            : null;
        var under = source is null ? null : host.FirstOrDefault(entry => entry.Id == Files.Status(source).MountId);
        return new MountEntry
        {
            Id = 0,
            ParentId = 0,
            Device = under?.Device ?? string.Empty,
            Root = source is null ? "/" : Files.PathOf(source),
            MountPoint = mount.Destination,
            Options = under?.IsIdmapped is true ? "rw,idmapped" : "rw",
            FileSystemType = under?.FileSystemType ?? mount.Type ?? string.Empty,
        };
    }
}
