using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>
/// The mount points that a rootfs lacks: a runtime would make them as the container's root before its hooks run, and that may not
/// write where files are the host's root's. Only Podman has a stage before the runtime, at which the hook makes them.
/// </summary>
internal static class MissingMountPoints
{
    /// <param name="plan">The plan.</param>
    /// <param name="decision">The decision it is of.</param>
    /// <param name="root">The rootfs.</param>
    /// <param name="bundle">What config.json is in.</param>
    /// <param name="state">What the runtime will tell.</param>
    /// <param name="make">Make them.</param>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal static ContainerPlan AddTo(
        ContainerPlan plan, Decision decision, FileDescriptor root, Bundle bundle, OciState state, bool make)
    {
        if (decision is not Decision.Remap { Plan: var remap } || plan.Outcome is not PlanOutcome.Remap)
            return plan;

        string? left = null;
        var found = MountPoints.Find(root, bundle, [.. bundle.HostRootPaths(state), remap.RootPath], RuntimeHabits.Runc);
        var before = found.Missing;
        if (make && before.Count > 0)
        {
            MountPoints.Make(root, before, remap, out left);
            found = MountPoints.Find(root, bundle, [.. bundle.HostRootPaths(state), remap.RootPath], RuntimeHabits.Runc);
        }

        return plan with
        {
            MountPoints = [.. before.Select(point => Describe(point, IsMade(point, found.Missing)))],
            Warnings = [.. plan.Warnings, .. found.Missing.Select(Sentence), .. WhatIsLeft(left, found.Left)],
        };
    }

    private static IEnumerable<string> WhatIsLeft(string? unmade, string? unnamed)
    {
        if (unmade is not null)
            yield return $"not all mount points were made: {unmade}";
        if (unnamed is not null)
            yield return $"which mount points the rootfs lacks is told of the mounts before this one alone: {unnamed}";
    }

    private static bool IsMade(MountPoint point, IReadOnlyList<MountPoint> missing) =>
        !missing.Any(other => other.Place == point.Place);

    private static PlannedMountPoint Describe(MountPoint point, bool isMade) =>
        new($"/{point.Place}", point.IsFile, Convert.ToString(point.Mode, 8).PadLeft(4, '0'), isMade);

    private static string Sentence(MountPoint point)
    {
        var kind = point.IsFile ? "file" : "folder";
        return $"the rootfs has no /{Printable.Text(point.Place)}, which the runtime would have to make as the container's root "
            + $"before the hook runs, and that may not write there; make it, an empty {kind}, or have plan --make make all of "
            + "them; for Podman the hook makes them at the stage precreate";
    }
}
