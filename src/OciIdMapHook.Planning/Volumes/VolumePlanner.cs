using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which volumes are to be replaced by idmapped copies: those that config.json wants idmapped and that the runtime has mounted
/// without (runc before 1.2). What a newer runtime has idmapped itself is right already.
/// </summary>
internal static class VolumePlanner
{
    private const string NoMaps =
        "the container has no user namespace whose maps it could take, and its ids are the host's; give it "
        + "uidMappings and gidMappings of its own, or give the container a user namespace";

    /// <param name="facts">What was observed.</param>
    /// <param name="container">The container's own maps; null where it has no user namespace.</param>
    /// <param name="fault">Why its maps cannot be had; null where they can, or where there are none.</param>
    /// <param name="reason">What stands in the way.</param>
    public static VolumesPlan Plan(ContainerFacts facts, IdMaps? container, string? fault, out string? reason)
    {
        reason = null;
        var search = new VolumeSearch(facts);
        var volumes = new List<VolumePlan>();
        var warnings = new List<string>();
        var replaced = new HashSet<int>();
        for (var i = 0; i < facts.Config.Mounts.Count; i++)
        {
            if (VolumeRequest.Of(facts.Config.Mounts[i]) is not { } request)
                continue;

            var place = search.Find(request, i);
            if (place.Mount is not null && container is null && fault is null && request.TakesContainersMaps)
                place = VolumePlace.Left(NoMaps);

            var plan = place.Mount is null
                ? null
                : PlanOne(facts, request, place.Mount, search.Configured, container, fault, replaced, out reason);
            if ((reason ?? place.Fault) is { } obstacle)
            {
                reason = $"{Of(request)} is to be idmapped, but {obstacle}";
                return VolumesPlan.Empty;
            }

            if (plan is not null)
                volumes.Add(plan);
            else if (place.Warning is { } warning)
                warnings.Add($"{Of(request)} asks to be idmapped and is left as it is: {warning}");
        }

        var reopened = DescriptorPlanner.PlanOnVolumes(
            facts.VolumeDescriptors, replaced, facts.Mounts, facts.Root.Path, out reason);
        return new VolumesPlan
        {
            RootPath = facts.Root.Path,
            Volumes = [.. volumes.OrderBy(volume => -volume.RelativePath.Length)],
            ReopenedDescriptors = reopened,
            Warnings = warnings,
        };
    }

    private static string Of(VolumeRequest request) => $"the volume {Printable.Text(request.Mount.Destination)}";

    private static VolumePlan? PlanOne(
        ContainerFacts facts,
        VolumeRequest request,
        MountEntry mount,
        IReadOnlyCollection<int> configured,
        IdMaps? container,
        string? fault,
        HashSet<int> replaced,
        out string? reason)
    {
        if (!request.TryChooseMaps(container, fault, out var maps, out reason))
            return null;

        var tree = new VolumeTree(facts.Mounts, mount, new HashSet<int>(configured));
        reason = VolumeChecks.FindObstacle(tree, request.IsRecursive, facts.Root.Path, out var path);
        if (reason is not null)
            return null;

        replaced.UnionWith(tree.All.Select(entry => entry.Id));
        return new VolumePlan
        {
            RelativePath = path!,
            MountId = mount.Id,
            Maps = maps,
            IsRecursive = request.IsRecursive,
            ReplacesMap = request.IsRecursive ? tree.SourceMounts.Any(part => part.IsIdmapped) : mount.IsIdmapped,
            IsShared = tree.All.Any(VolumeChecks.IsShared),
            SourceMounts = [.. tree.SourceMounts.Select(part => Below(mount, part))],
            Submounts = [.. tree.Submounts.Select(submount => Below(mount, submount))],
        };
    }

    private static VolumeMount Below(MountEntry volume, MountEntry mount) =>
        new(mount.Id, mount.MountPoint[volume.MountPoint.Length..].TrimStart('/'), mount.FileSystemType);
}
