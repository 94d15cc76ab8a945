using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which of the mounts below a rootfs are the host's, and which of those are seen through the map like the rootfs.
/// </summary>
/// <param name="facts">The host's mounts below the rootfs.</param>
/// <param name="identities">What the container's own mounts show and where.</param>
/// <param name="maps">The container's maps.</param>
/// <param name="mode">Whether they are mapped whoever they belong to.</param>
/// <param name="policy">What the host's operator wants of them.</param>
internal sealed class HostSubmountPlanner(
    IReadOnlyList<HostMountFact> facts,
    IReadOnlyDictionary<int, MountIdentity>? identities,
    IdMaps maps,
    RootfsMode mode,
    HostMountPolicy policy)
{
    private readonly List<HostMountFact> left = [.. facts];
    private readonly List<HostSubmount> found = [];
    private readonly List<string> warnings = [];

    public IReadOnlyList<HostSubmount> Found => found;

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Why the container must not start; null where nothing stands against it.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The host's mounts that the container has no copy of: they are not to come along.</summary>
    public IReadOnlyList<MountEntry> LeftOut => left.ConvertAll(fact => fact.Mount);

    /// <summary>Why the mounts without a copy cannot be left out of those that have one; null where they can.</summary>
    public string? FindObstacle()
    {
        var covered = left.Find(
            fact => fact.IsCovered || found.Exists(one => one.IsCovered && IsAround(fact.RelativePath, one.RelativePath)));
        return covered is null
            ? null
            : $"the host's mount at {Printable.Text(covered.RelativePath)} in the rootfs is not in the container and cannot be "
                + "left out alone, because it covers another or is covered; the host's mounts have changed since the container's "
                + "were made: create the container again";
    }

    private static bool IsAround(string outer, string inner) =>
        inner == outer || inner.StartsWith(outer + '/', StringComparison.Ordinal);

    /// <summary>Notes a mount if it is the container's copy of one of the host's.</summary>
    /// <param name="mount">A mount of the container.</param>
    /// <param name="relativePath">Its mount point below the root.</param>
    /// <remarks>Each of the host's mounts is found once: a runtime may mount the same thing over it again.</remarks>
    public bool TryTake(MountEntry mount, string relativePath)
    {
        var index = left.FindIndex(fact => IsCopy(fact, mount, relativePath));
        if (index < 0)
            return false;

        var original = left[index];
        left.RemoveAt(index);
        found.Add(new HostSubmount(mount, relativePath, original.IsCovered, !original.IsCovered && IsToBeMapped(original))
        {
            Original = original.Mount,
            Source = SourceOf(original),
        });
        return true;
    }

    /// <remarks>
    /// Paths are of another moment in each of the two tables, and a container that shares the rootfs may rename folders in
    /// between. They are asked where nothing better is known: of what is covered.
    /// </remarks>
    private bool IsCopy(HostMountFact fact, MountEntry mount, string relativePath) =>
        fact.Identity is { } original && identities?.GetValueOrDefault(mount.Id) is { } copy
            ? original == copy
            : fact.RelativePath == relativePath && fact.Mount.Device == mount.Device && fact.Mount.Root == mount.Root;

    private static string SourceOf(HostMountFact fact)
    {
        var mount = fact.Mount;
        var device = mount.Source.StartsWith('/') ? $"{Printable.Text(mount.Source)}, {mount.Device}" : mount.Device;
        return $"{Printable.Text(mount.FileSystemType)} {device}, folder {Printable.Text(mount.Root)} in it, on the host at "
            + Printable.Text(fact.HostPath ?? mount.MountPoint);
    }

    private bool IsToBeMapped(HostMountFact fact)
    {
        if (policy is HostMountPolicy.Leave)
            return false;

        var isShifted = maps.OwnOnHost(fact.Owner);
        var isOnDisk = maps.OwnInContainer(fact.Owner);
        if (fact.Mount.IsIdmapped)
        {
            return !isShifted && !IsSpared(fact); // whose it is on disk shows when its copy has the container's map
        }

        if (mode is RootfsMode.Always || (isOnDisk && !isShifted))
            return !IsSpared(fact);

        if (!isShifted)
        {
            warnings.Add(
                $"the host's mount at {Printable.Text(fact.RelativePath)} in the rootfs belongs to uid {fact.Owner.Uid} and gid "
                + $"{fact.Owner.Gid}, which are no ids of the container; it is left as it is");
        }

        return false;
    }

    private bool IsSpared(HostMountFact fact)
    {
        if (!fact.HasRootOfHost)
            return false;

        var reason = $"the host's mount at {Printable.Text(fact.RelativePath)} in the rootfs shows the root folder of the host "
            + "itself, which through the map the container's root would own";
        if (mode is RootfsMode.Always)
            Refusal ??= $"{reason}; unmount it, do not ask for the rootfs to be remapped always, or set hostMounts to leave";
        else
            warnings.Add($"{reason}; it is left as it is");

        return true;
    }
}
