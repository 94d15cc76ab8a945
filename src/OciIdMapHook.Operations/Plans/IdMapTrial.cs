using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations.Plans;

/// <summary>Finds out by trying whether the kernel idmaps what a plan wants idmapped: on detached copies that are thrown away.</summary>
internal static class IdMapTrial
{
    /// <param name="decision">What the planner came to.</param>
    /// <param name="facts">What it was told.</param>
    /// <param name="bundle">Where the volumes' sources are found.</param>
    /// <param name="hostRoot">The rootfs as the host has it; null where it is not found there.</param>
    /// <returns>The hook's own sentence is its message; null where all of it can be.</returns>
    internal static LinuxException? FindFault(Decision decision, ContainerFacts facts, Bundle bundle, FileDescriptor? hostRoot)
    {
        try
        {
            if (decision is Decision.Remap remap)
                Try(remap.Plan, facts, bundle, hostRoot);
            if (decision is Decision.RemapVolumes volumes)
                Try(volumes.Plan, facts, bundle);
            return null;
        }
        catch (LinuxException exception)
        {
            return exception;
        }
    }

    private static void Try(RemapPlan plan, ContainerFacts facts, Bundle bundle, FileDescriptor? hostRoot)
    {
        using var userNamespace = UserNamespace.CreateWithHelpers(plan.UidMap.ToKernelText(), plan.GidMap.ToKernelText());
        if (plan.Twin is RootTwin.Overlay overlay)
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

        Try(plan.Volumes, facts, bundle);
    }

    private static void TryLayer(LayerUse use, string kind, FileDescriptor userNamespace)
    {
        using var tree = new LayerTree(use, kind, userNamespace).Make();
    }

    private static void Try(VolumesPlan plan, ContainerFacts facts, Bundle bundle)
    {
        foreach (var volume in plan.Volumes)
        {
            using var source = OpenSource(volume, facts, bundle);
            if (source is null)
                continue;

            var name = $"{plan.RootPath}/{volume.RelativePath}";
            var mapped = volume.IsRecursive ? volume.Parts : volume.Parts.Take(1);
            using var userNamespace = UserNamespace.Create(volume.UidMap.ToKernelText(), volume.GidMap.ToKernelText());
            if (volume.ReplacesMap)
            {
                Mounts.CloneIdmapped(source, userNamespace, $"the volume {name}", volume.Parts[0].FileSystemType, volume.IsRecursive).Dispose();
                continue;
            }

            using var copy = volume.IsRecursive ? Mounts.CloneTreeDetached(source, name) : Mounts.CloneDetached(source, name);
            Mounts.SetVolumeIdMap(
                copy,
                volume.IsRecursive,
                userNamespace,
                name,
                [.. mapped.Select(part => ($"{name}/{part.PathInVolume}".TrimEnd('/'), part.FileSystemType))]);
        }
    }

    /// <summary>Null where the host does not have it: the container has it from elsewhere.</summary>
    private static FileDescriptor? OpenSource(VolumePlan volume, ContainerFacts facts, Bundle bundle)
    {
        var found = facts.Volumes.LastOrDefault(fact => fact.MountId == volume.MountId);
        var source = found is null ? null : facts.Config.Mounts[found.ConfigIndex].Source;
        return source is { Length: > 0 } ? Files.OpenIfThere(Path.Combine(bundle.Folder ?? "/", source), OpenFlags.Path) : null;
    }
}
