using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>
/// Finds out by trying whether the kernel idmaps what a plan wants idmapped: on detached copies that are thrown away.
/// </summary>
internal static class IdMapProbe
{
    /// <param name="decision">What the planner came to.</param>
    /// <param name="facts">What it was told.</param>
    /// <param name="bundle">Where the volumes' sources are found.</param>
    /// <param name="hostRoot">The rootfs as the host has it; null where it is not found there.</param>
    /// <param name="policy">What the host's operator wants where the kernel does not.</param>
    /// <returns>The decision as far as it can be carried out, and the fault that stands in its way, whose message is the hook's
    /// own sentence; null where nothing does.</returns>
    internal static (Decision Decision, LinuxException? Fault) Of(
        Decision decision, ContainerFacts facts, Bundle bundle, FileDescriptor? hostRoot, HostPolicy policy)
    {
        try
        {
            return (AfterProbe(decision, facts, bundle, hostRoot, policy), null);
        }
        catch (LinuxException exception)
        {
            return (decision, exception);
        }
    }

    private static Decision AfterProbe(
        Decision decision, ContainerFacts facts, Bundle bundle, FileDescriptor? hostRoot, HostPolicy policy)
    {
        if (decision is Decision.Remap { Plan: var plan })
        {
            try
            {
                Try(plan, facts, hostRoot);
                var volumes = Try(plan.Volumes, facts, bundle);
                return new Decision.Remap(plan with
                {
                    Volumes = volumes,
                    Warnings = [.. plan.Warnings, .. volumes.Warnings.Skip(plan.Volumes.Warnings.Count)],
                });
            }
            catch (UnmappableFileSystemException exception) when (policy.SkipClause is not null && plan.Volumes.Volumes.Count > 0)
            {
                decision = new Decision.RemapVolumes(plan.Volumes, policy.BecauseOfSkip(exception.Message));
            }
        }

        return decision is Decision.RemapVolumes alone
            ? Planner.DecideOnVolumes(Try(alone.Plan, facts, bundle), alone.RootReason) ?? decision
            : decision;
    }

    private static void Try(RemapPlan plan, ContainerFacts facts, FileDescriptor? hostRoot)
    {
        using var userNamespace = UserNamespace.CreateWithHelpers(plan.Maps.Uids.ToKernelText(), plan.Maps.Gids.ToKernelText());
        if (plan.Replacement is ReplacementRoot.Overlay overlay)
        {
            foreach (var layer in overlay.Lowers)
                TryLayer(layer, "lower layer", userNamespace);
            if (overlay.Upper is { } upper)
                TryLayer(upper, "upper layer", userNamespace);
        }
        else if (hostRoot is not null)
        {
            using var copy = IdmappedCopy.Of(hostRoot, plan, userNamespace, facts.Root.FileSystemType);
        }
    }

    private static void TryLayer(LayerUse use, string kind, FileDescriptor userNamespace)
    {
        using var tree = new LayerTree(use, kind, userNamespace).Make();
    }

    /// <returns>The plan without the volumes that may stay as they are.</returns>
    private static VolumesPlan Try(VolumesPlan plan, ContainerFacts facts, Bundle bundle)
    {
        var left = plan;
        foreach (var volume in plan.Volumes)
        {
            using var source = OpenSource(volume, facts, bundle);
            try
            {
                if (source is not null)
                    Try(volume, source, $"{plan.RootPath}/{volume.RelativePath}");
            }
            catch (UnmappableFileSystemException refused) when (plan.BecauseOfSkip is not null)
            {
                left = left.Without(volume, refused.Message);
            }
        }

        return left;
    }

    private static void Try(VolumePlan volume, FileDescriptor source, string name)
    {
        using var userNamespace = UserNamespace.Create(volume.Maps.Uids.ToKernelText(), volume.Maps.Gids.ToKernelText());
        if (volume.ReplacesMap)
        {
            var type = volume.SourceMounts[0].FileSystemType;
            Mounts.CloneIdmapped(source, userNamespace, $"the volume {name}", type, volume.IsRecursive).Dispose();
            return;
        }

        using var copy = volume.IsRecursive ? Mounts.CloneTreeDetached(source, name) : Mounts.CloneDetached(source, name);
        Mounts.SetVolumeIdMap(copy, volume.IsRecursive, userNamespace, name, VolumeSwap.MappedOf(volume, name));
    }

    /// <summary>Null where the host does not have it: the container has it from elsewhere.</summary>
    private static FileDescriptor? OpenSource(VolumePlan volume, ContainerFacts facts, Bundle bundle)
    {
        var found = facts.Volumes.LastOrDefault(fact => fact.MountId == volume.MountId);
        var source = found is null ? null : facts.Config.Mounts[found.ConfigIndex].Source;
        return source is { Length: > 0 } ? Files.OpenIfThere(Path.Combine(bundle.Folder ?? "/", source), OpenFlags.Path) : null;
    }
}
