using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>A decision of the hook's planner as an operator wants to read it.</summary>
public static class PlanReport
{
    /// <param name="decision">What the planner came to.</param>
    /// <param name="facts">What it was told.</param>
    /// <param name="outline">Bundle, init and stage, and what was learned besides.</param>
    public static ContainerPlan Of(Decision decision, ContainerFacts facts, ContainerPlan outline)
    {
        var root = facts.Root;
        var known = outline with
        {
            Root = new PlannedRoot(
                root.Path,
                root.FileSystemType,
                root.Owner.ToString(),
                facts.Mounts.Any(mount => mount.Id == root.MountId && mount.IsIdmapped)),
            UidMap = facts.Init.UidMap,
            GidMap = facts.Init.GidMap,
        };
        return decision switch
        {
            Decision.NothingToDo nothing => known with { Outcome = PlanOutcome.NothingToDo, Reason = nothing.Reason },
            Decision.LeftAlone left => known with
            {
                Outcome = PlanOutcome.NothingToDo,
                Reason = left.Reason,
                Warnings = [.. outline.Warnings, $"left as it is: {left.Reason}"],
            },
            Decision.Refusal refusal => known with { Outcome = PlanOutcome.Refused, Reason = refusal.Reason },
            Decision.Remap remap => known with
            {
                Outcome = PlanOutcome.Remap,
                Reason = $"the rootfs belongs to {root.Owner}, {Whose(root, remap.Plan)}",
                Changes = PlannedChanges.Of(remap.Plan, facts),
                Warnings = [.. outline.Warnings, .. remap.Plan.Warnings],
            },
            Decision.RemapVolumes volumes => known with
            {
                Outcome = PlanOutcome.RemapVolumes,
                Reason = $"the rootfs stays as it is: {volumes.RootReason}",
                Changes = PlannedChanges.Of(volumes.Plan, facts),
                Warnings = [.. outline.Warnings, .. volumes.Plan.Warnings],
            },
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What becomes of a plan when the kernel does not idmap what it wants idmapped.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="decision">The decision it is of.</param>
    /// <param name="facts">What that was made of.</param>
    /// <param name="fault">What the kernel said; null where it does.</param>
    /// <param name="policy">What the host's operator wants then.</param>
    public static ContainerPlan AfterProbe(
        ContainerPlan plan, Decision decision, ContainerFacts facts, LinuxException? fault, HostPolicy policy) => fault switch
        {
            null => plan,
            UnmappableFileSystemException
                when decision is Decision.Remap { Plan.WhenUnsupported: UnsupportedFileSystem.Skip } => plan with
                {
                    Outcome = PlanOutcome.NothingToDo,
                    Reason = policy.BecauseOfSkip(fault.Message),
                    Changes = [],
                },
            _ when decision is Decision.Remap { Plan: { Otherwise: { } otherwise, Volumes.Volumes.Count: 0 } } => plan with
            {
                Outcome = PlanOutcome.NothingToDo,
                Reason = otherwise.Reason,
                Changes = [],
            },
            _ when Planner.IsOptional(facts.State, facts.Config, facts.Init.IsMadeByHostsRoot, policy) => plan with
            {
                Outcome = PlanOutcome.NothingToDo,
                Reason = fault.Message,
                Changes = [],
                Warnings = [.. plan.Warnings, $"left as it is: {fault.Message}"],
            },
            _ => plan with { Outcome = PlanOutcome.Refused, Reason = fault.Message, Changes = [] },
        };

    private static string Whose(RootFacts root, RemapPlan plan)
    {
        if (plan.Replacement is ReplacementRoot.Overlay overlay)
        {
            var mapped = overlay.Lowers.Count(layer => layer.IsMapped) + (overlay.Upper is { IsMapped: true } ? 1 : 0);
            var all = overlay.Lowers.Count + (overlay.Upper is null ? 0 : 1);
            return $"and {mapped} of the {all} layers of its overlay hold the container's ids and not the host's";
        }

        if (plan.Replacement is ReplacementRoot.IdmappedClone { ReplacesMap: true })
            return "by an idmapped mount with another map than the container's";

        return plan.Maps.OwnInContainer(root.Owner)
            ? "which are ids of the container and would be nobody's inside"
            : $"and the annotation {RootfsModeAnnotation.Name} is always";
    }
}
