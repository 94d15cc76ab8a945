using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Tells which mount of the container each of config.json's mounts is.</summary>
internal sealed class VolumeSearch
{
    private readonly ContainerFacts facts;
    private readonly Dictionary<int, int> onTop = [];

    public VolumeSearch(ContainerFacts facts)
    {
        this.facts = facts;

        // Of the mounts that were put at one place the last one is seen, and found by the destinations of all.
        foreach (var volume in facts.Volumes)
        {
            if (volume.IsMountRoot)
                onTop[volume.MountId] = Math.Max(onTop.GetValueOrDefault(volume.MountId, volume.ConfigIndex), volume.ConfigIndex);
        }
    }

    /// <summary>The mounts that config.json's destinations lead to.</summary>
    public IReadOnlyCollection<int> Configured => onTop.Keys;

    /// <param name="request">What is asked.</param>
    /// <param name="index">Which of config.json's mounts it is.</param>
    public VolumePlace Find(VolumeRequest request, int index)
    {
        var fact = facts.Volumes.FirstOrDefault(volume => volume.ConfigIndex == index);
        if (fact is not { IsMountRoot: true })
            return FindMissing(request, index, fact);

        var mount = facts.Mounts.FirstOrDefault(entry => entry.Id == fact.MountId);
        if (onTop[fact.MountId] != index || (mount is { IsIdmapped: true } && !fact.HasMapOfSource))
        {
            return VolumePlace.NothingToDo; // another one hides it, or the runtime has idmapped it
        }

        if (!request.Mount.IsBind())
            return VolumePlace.Left(NoBindMount(request, mount?.FileSystemType));

        if (fact.MountId == facts.Root.MountId)
            return VolumePlace.Faulty("it is mounted over the whole rootfs; make it root.path");

        if (!fact.ShowsSource && IsOnLater(fact.MountId, index))
            return VolumePlace.NothingToDo;

        return mount is null
            ? VolumePlace.Faulty(
                $"it is mount {fact.MountId}, which the container's mount table does not have; something else changed the "
                + "mounts meanwhile: create the container again")
            : CheckSource(request, fact, mount);
    }

    private static string NoBindMount(VolumeRequest request, string? fileSystemType) =>
        $"it is a new {Printable.Text(fileSystemType ?? request.Mount.Type ?? "file system")} and no bind mount, whose files "
            + "belong to the container anyway; take its mappings and its option idmap away";

    private VolumePlace FindMissing(VolumeRequest request, int index, VolumeFact? fact)
    {
        if (IsHidden(index) || (fact is not null && IsOnLater(fact.MountId, index)))
            return VolumePlace.NothingToDo;

        if (!request.Mount.IsBind())
            return VolumePlace.Left(NoBindMount(request, null));

        const string Nothing = "nothing is mounted there";
        return fact?.SourceDevice is { } device && FindUnknown(device) is { } unknown
            ? VolumePlace.Faulty(
                $"{Nothing}, and it may be mount {unknown.Id} at {Printable.Text(unknown.MountPoint)}; take that place for "
                + "its destination")
            : VolumePlace.Left($"{Nothing}: the runtime has not mounted it, or something lies over it");
    }

    private VolumePlace CheckSource(VolumeRequest request, VolumeFact fact, MountEntry mount)
    {
        if (fact.ShowsSource)
            return VolumePlace.Found(mount);

        const string Elsewhere =
            "a link of the image leads there through what was mounted later: take the place that it leads to for destination";
        var source = Printable.Text(request.Mount.Source ?? string.Empty);
        return facts.Volumes.Any(
            other => other.MountId == fact.MountId && other.ConfigIndex != fact.ConfigIndex && other.ShowsSource)
            ? VolumePlace.Left($"another of the volumes is found there and not its source {source}; {Elsewhere}")
            : VolumePlace.Faulty($"what is mounted there is not its source {source}; {Elsewhere}");
    }

    /// <summary>A later mount on a folder above it hides it, by name as far as a name tells.</summary>
    private bool IsHidden(int index)
    {
        var mounts = facts.Config.Mounts;
        var path = LexicalPath.Clean(mounts[index].Destination);
        for (var later = index + 1; later < mounts.Count; later++)
        {
            if (path.StartsWith(LexicalPath.Clean(mounts[later].Destination).TrimEnd('/') + '/', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The way to it ends on what was mounted after it, which so lies over it.</summary>
    private bool IsOnLater(int mountId, int index)
    {
        var mount = facts.Mounts.FirstOrDefault(entry => entry.Id == mountId);
        for (var steps = 0; mount is not null && mount.Id != facts.Root.MountId && steps < facts.Mounts.Count; steps++)
        {
            if (onTop.TryGetValue(mount.Id, out var last) && last > index)
                return true;

            mount = facts.Mounts.FirstOrDefault(entry => entry.Id == mount.ParentId);
        }

        return false;
    }

    /// <summary>A mount on the rootfs of that device that can be seen, has no map, is not the host's, and that none of
    /// config.json's destinations leads to.</summary>
    private MountEntry? FindUnknown(string device) => facts.Mounts.FirstOrDefault(mount =>
        mount.Device == device && mount.ParentId == facts.Root.MountId && mount.Id != facts.Root.MountId
        && !onTop.ContainsKey(mount.Id) && !mount.IsIdmapped
        && SubmountPlanner.FindObstacle(mount, facts.Root.Path) is null
        && facts.HostMounts?.Any(host => host.Mount.Device == mount.Device && host.Mount.Root == mount.Root) is not true
        && !facts.Mounts.Any(other => VolumeChecks.Covers(other, mount)));
}
