using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Finds config.json's mounts below the rootfs. Runtimes differ in what place they take a destination for, so all of them are
/// tried: the right one is a mount that shows the source. Symbolic links of the image are followed inside it.
/// </summary>
internal sealed class VolumeObserver
{
    private readonly FileDescriptor root;
    private readonly FileDescriptor initRoot;
    private readonly ProcessFolder init;
    private readonly Bundle bundle;
    private readonly string[] rootPaths;
    private readonly bool isCrun;

    /// <param name="root">The rootfs.</param>
    /// <param name="rootPath">Where it is.</param>
    /// <param name="init">The container's init.</param>
    /// <param name="initRoot">The init's root directory, where sources are found.</param>
    /// <param name="bundle">What config.json is in, where relative sources are found.</param>
    /// <param name="state">Of a runtime that takes destinations as they are written, if it names a root: crun.</param>
    internal VolumeObserver(
        FileDescriptor root, string rootPath, ProcessFolder init, FileDescriptor initRoot, Bundle bundle, OciState state)
    {
        (this.root, this.init, this.initRoot, this.bundle) = (root, init, initRoot, bundle);
        rootPaths = [.. bundle.HostRootPaths(state), rootPath];
        isCrun = state.Root is not null;
    }

    /// <exception cref="LinuxException">Something is there and cannot be looked at.</exception>
    internal IReadOnlyList<VolumeFact> Observe()
    {
        var volumes = new List<VolumeFact>();
        for (var i = 0; i < bundle.Config.Mounts.Count; i++)
        {
            if (Find(bundle.Config.Mounts[i], i) is { } volume)
                volumes.Add(volume);
        }

        return volumes;
    }

    private VolumeFact? Find(OciMount mount, int index)
    {
        var source = SourceOf(mount);
        var candidates = VolumeDestination.Candidates(mount.Destination, rootPaths, isCrun);
        var asks = Planner.AsksToBeIdmapped(mount);

        // A container that shares the rootfs may rename folders on the way.
        var found = Look(candidates, index, source, asks);
        for (var tries = 1; asks && !IsIt(found, source) && tries < MountSearch.Tries; tries++)
            found = Look(candidates, index, source, asks);
        found ??= asks ? FindEndOfWay(candidates[0], index) : null;
        return asks && source is { } shown && found is { IsMountRoot: false }
            ? found with { SourceDevice = DeviceOf(shown) }
            : found;
    }

    private static bool IsIt(VolumeFact? found, FileStatus? source) =>
        found is { IsMountRoot: true } && (found.ShowsSource || source is null);

    private VolumeFact? Look(IReadOnlyList<string> candidates, int index, FileStatus? source, bool asks)
    {
        VolumeFact? best = null;
        foreach (var candidate in candidates)
        {
            var found = Look(candidate, index, source, asks);
            if (IsIt(found, source))
                return found;
            if (best is null || (found is { IsMountRoot: true } && !best.IsMountRoot))
                best = found ?? best;
        }

        return best;
    }

    private VolumeFact? Look(string path, int index, FileStatus? source, bool asks)
    {
        if (TryGetStatus(root, path) is not { } status)
            return null;

        var showsSource = source?.IsSameFileAs(status) is true;
        return new VolumeFact(index, status.MountId, status.IsMountRoot, showsSource)
        {
            HasMapOfSource = showsSource && status.Uid == source!.Value.Uid && status.Gid == source.Value.Gid
                && asks && IsIdmapped(source.Value.MountId),
        };
    }

    /// <summary>What covers it, or nothing but the rootfs.</summary>
    private VolumeFact? FindEndOfWay(string path, int index)
    {
        for (var end = path.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : path.LastIndexOf('/', end - 1))
        {
            if (TryGetStatus(root, path[..end]) is { } status)
                return new VolumeFact(index, status.MountId, IsMountRoot: false, ShowsSource: false);
        }

        return null;
    }

    private FileStatus? SourceOf(OciMount mount) => mount.Source switch
    {
        null or "" => null,
        _ when !mount.IsBind() => null,
        ['/', ..] => TryGetStatus(initRoot, mount.Source),
        _ => bundle.Folder is null ? null : TryGetStatus(initRoot, $"{bundle.Folder}/{mount.Source}"),
    };

    private static string DeviceOf(FileStatus status) => string.Concat(
        ((uint)(status.Device >> 32)).ToString(provider: null), ":", ((uint)status.Device).ToString(provider: null));

    private bool IsIdmapped(int mountId) =>
        Array.Exists(MountTable.Around(init, mountId), mount => mount.Id == mountId && mount.IsIdmapped);

    /// <summary>
    /// Null for what cannot be reached: the planner says so of a volume, and nobody asks about the other mounts.
    /// </summary>
    private static FileStatus? TryGetStatus(FileDescriptor root, string destination) =>
        PlaceInRoot.TryGetStatus(root, destination);
}
