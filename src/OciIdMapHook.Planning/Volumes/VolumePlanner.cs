using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which volumes are to be replaced by idmapped copies: those that config.json wants idmapped and that the runtime has mounted
/// without (runc before 1.2). What a newer runtime has idmapped itself is right already.
/// </summary>
internal static class VolumePlanner
{
    /// <param name="facts">What was observed.</param>
    /// <param name="container">The container's own maps; null where it has no user namespace.</param>
    /// <param name="reason">What stands in the way.</param>
    public static VolumesPlan Plan(ContainerFacts facts, IdMapPair? container, out string? reason)
    {
        reason = null;
        var onTop = FindTopmost(facts.Volumes);
        var volumes = new List<VolumePlan>();
        var replaced = new HashSet<int>();
        for (var i = 0; i < facts.Config.Mounts.Count; i++)
        {
            if (VolumeRequest.Of(facts.Config.Mounts[i]) is not { } request)
            {
                continue;
            }

            reason = FindMount(facts, i, onTop, out var mount);
            if (reason is null && mount is null)
            {
                continue;
            }

            reason ??= CheckSource(facts, request, i);
            var plan = reason is null ? PlanOne(facts, request, mount!, onTop.Keys, container, replaced, out reason) : null;
            if (plan is null)
            {
                reason = $"the volume {Printable.Text(request.Mount.Destination)} is to be idmapped, but {reason}";
                return VolumesPlan.Empty;
            }

            volumes.Add(plan);
        }

        var repointings = RepointingPlanner.PlanOnVolumes(facts.VolumePins, replaced, facts.Mounts, facts.Root.Path, out reason);
        return new VolumesPlan
        {
            RootPath = facts.Root.Path,
            Volumes = [.. volumes.OrderByDescending(volume => volume.RelativePath.Length)],
            Repointings = repointings,
        };
    }

    /// <summary>Of the mounts that were put at one place the last one is seen, and found by the destinations of all.</summary>
    private static Dictionary<int, int> FindTopmost(IReadOnlyList<VolumeFact> volumes)
    {
        var onTop = new Dictionary<int, int>();
        foreach (var volume in volumes.Where(volume => volume.IsMountRoot))
        {
            onTop[volume.MountId] = onTop.TryGetValue(volume.MountId, out var other)
                ? Math.Max(other, volume.ConfigIndex)
                : volume.ConfigIndex;
        }

        return onTop;
    }

    /// <param name="facts">What was observed.</param>
    /// <param name="index">Which of config.json's mounts.</param>
    /// <param name="onTop">Which of them each mount is.</param>
    /// <param name="mount">Null where there is nothing to do: another mount hides it, or the runtime has idmapped it.</param>
    /// <returns>Why it cannot be found.</returns>
    private static string? FindMount(ContainerFacts facts, int index, Dictionary<int, int> onTop, out MountEntry? mount)
    {
        mount = null;
        var fact = facts.Volumes.FirstOrDefault(volume => volume.ConfigIndex == index);
        if (fact is not { IsMountRoot: true })
        {
            return IsHidden(facts.Config.Mounts, index)
                ? null
                : "nothing is mounted there; run the hook at the stage createRuntime or prestart, when the runtime has mounted "
                    + "the volumes";
        }

        if (onTop[fact.MountId] != index)
        {
            return null;
        }

        if (fact.MountId == facts.Root.MountId)
        {
            return "it is mounted over the whole rootfs; make it root.path";
        }

        var found = facts.Mounts.FirstOrDefault(entry => entry.Id == fact.MountId);
        mount = found is { IsIdmapped: true } ? null : found;
        return found is null
            ? $"it is mount {fact.MountId}, which the container's mount table does not have; something else changed the mounts "
                + "meanwhile: create the container again"
            : null;
    }

    private static string? CheckSource(ContainerFacts facts, VolumeRequest request, int index) =>
        request.IsBind && !facts.Volumes.First(volume => volume.ConfigIndex == index).ShowsSource
            ? $"what is mounted there is not its source {Printable.Text(request.Mount.Source ?? string.Empty)}; a link of the image "
                + "leads there through what was mounted later: take the place that it leads to for destination"
            : null;

    /// <summary>A later mount on a folder above it hides it, by name as far as a name tells.</summary>
    private static bool IsHidden(IReadOnlyList<OciMount> mounts, int index)
    {
        var path = LexicalPath.Clean(mounts[index].Destination);
        return mounts.Skip(index + 1).Any(later =>
            path.StartsWith(LexicalPath.Clean(later.Destination).TrimEnd('/') + '/', StringComparison.Ordinal));
    }

    private static VolumePlan? PlanOne(
        ContainerFacts facts,
        VolumeRequest request,
        MountEntry mount,
        IReadOnlyCollection<int> configured,
        IdMapPair? container,
        HashSet<int> replaced,
        out string? reason)
    {
        if (!request.IsBind)
        {
            reason = $"it is a new {Printable.Text(mount.FileSystemType)} and no bind mount, whose files belong to the "
                + "container anyway; take its mappings and its option idmap away";
            return null;
        }

        if (!request.TryChooseMaps(container, out var maps, out reason))
        {
            return null;
        }

        var tree = new VolumeTree(facts.Mounts, mount, configured.ToHashSet());
        reason = VolumeChecks.FindObstacle(tree, request.IsRecursive, facts.Root.Path, out var path);
        if (reason is not null)
        {
            return null;
        }

        replaced.UnionWith(tree.All.Select(entry => entry.Id));
        return new VolumePlan
        {
            RelativePath = path!,
            MountId = mount.Id,
            UidMap = maps.Uids,
            GidMap = maps.Gids,
            IsRecursive = request.IsRecursive,
            IsShared = tree.All.Any(VolumeChecks.IsShared),
            Parts = [.. tree.Parts.Select(part => Below(mount, part))],
            Guests = [.. tree.Guests.Select(guest => Below(mount, guest))],
        };
    }

    private static VolumeMount Below(MountEntry volume, MountEntry mount) =>
        new(mount.Id, mount.MountPoint[volume.MountPoint.Length..].TrimStart('/'), mount.FileSystemType);
}
