using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Keeps the root folder of the host from a container: through a map its root would read what only the host's may, and write as
/// it.
/// </summary>
internal static class HostsOwn
{
    private const string WhatItMeans =
        "through the map the container's root would own the host's files; give the container a root filesystem of its own";

    /// <param name="remap">What is to be done with the rootfs.</param>
    /// <param name="facts">What was observed of the container.</param>
    /// <param name="host">What is the host's.</param>
    /// <param name="mode">Whether the container is to be remapped whatever stands against it.</param>
    public static Decision Spare(Decision.Remap remap, ContainerFacts facts, HostRootFacts host, RootfsMode mode)
    {
        if (Find(remap.Plan, facts, host) is not { } found)
            return remap;

        var reason = $"{found}; {WhatItMeans}";
        if (mode is RootfsMode.Always)
            return new Decision.Refusal($"{reason}, or do not ask for it always", RefusalCause.Owner);

        var volumes = remap.Plan.Volumes;
        return volumes.Volumes.Count > 0
            ? new Decision.RemapVolumes(volumes with { Warnings = [.. volumes.Warnings, $"left as it is: {reason}"] }, reason)
            : new Decision.LeftAlone(string.Join("; ", [reason, .. volumes.Warnings]));
    }

    private static string? Find(RemapPlan plan, ContainerFacts facts, HostRootFacts host)
    {
        var path = Printable.Text(facts.Root.Path);
        if (host.Contains(facts.Root.Device, facts.Root.Inode))
            return $"the rootfs {path} is the root folder of the host itself";

        if (plan.Replacement is ReplacementRoot.Overlay overlay)
        {
            return Find(overlay, host) is { } layer
                ? $"the rootfs {path} is an overlay, and its layer {Printable.Text(layer)} is the root folder of the host itself "
                    + "or has it in it"
                : null;
        }

        return HasRootIn(facts)
            ? $"the rootfs {path} has the root folder of the host in it"
            : null;
    }

    private static string? Find(ReplacementRoot.Overlay overlay, HostRootFacts host)
    {
        foreach (var use in overlay.Lowers)
        {
            if (IsOfHost(use, host))
                return use.Layer.Path;
        }

        return IsOfHost(overlay.Upper, host) ? overlay.Upper!.Layer.Path
            : IsOfHost(overlay.WorkFolder, host) ? overlay.WorkFolder!.Layer.Path
            : null;
    }

    private static bool IsOfHost(LayerUse? use, HostRootFacts host) => use is { IsMapped: true, Layer: var layer }
        && (host.Contains(layer.Device, layer.Inode) || host.LayersAround.Contains(layer.Path));

    /// <summary>Before the runtime changes root, the mount at <c>/</c> in its mount namespace is a copy of the host's.</summary>
    private static bool HasRootIn(ContainerFacts facts)
    {
        var rootfs = facts.Mounts.FirstOrDefault(mount => mount.Id == facts.Root.MountId);
        return rootfs is { MountPoint: not "/" }
            && facts.Mounts.Any(mount => mount.MountPoint == "/" && HostRootFacts.IsAround(rootfs, mount));
    }
}
