using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>What an operator should know of a rootfs that the hook would remap, beside what the hook says itself.</summary>
internal static class RootNotes
{
    /// <param name="plan">The plan.</param>
    /// <param name="decision">The decision it is of.</param>
    /// <param name="root">The rootfs as the host has it; null where it is not found there.</param>
    /// <param name="walk">Counts files of the host's ids; null for no count.</param>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    internal static ContainerPlan AddTo(ContainerPlan plan, Decision decision, FileDescriptor? root, ShiftedFilesWalk? walk)
    {
        if (plan.Outcome is not PlanOutcome.Remap || decision is not Decision.Remap { Plan: var remap })
            return plan;
        var shifted = walk?.Count(root, plan.Root?.Path ?? remap.RootPath, decision);
        return plan with
        {
            Shifted = shifted,
            Warnings = [.. plan.Warnings, .. OfReach(remap, root), .. shifted?.Sentence is { } sentence
                ? [sentence]
                : Array.Empty<string>()],
            Unknown = shifted is { IsWhole: false }
                ? [.. plan.Unknown, $"which other files belong to host ids of the container's: {shifted.Seen} were looked at"]
                : plan.Unknown,
        };
    }

    /// <summary>Where what the container writes can be reached: the merged root, and the upper layer of an overlay.</summary>
    private static IEnumerable<string> OfReach(RemapPlan remap, FileDescriptor? root)
    {
        var overlay = remap.Replacement as ReplacementRoot.Overlay;
        if (overlay is { Upper: null })
            yield break;
        using var upper = overlay is null
            ? null
            : Files.OpenIfThere(overlay.Upper!.Layer.Path, OpenFlags.Path | OpenFlags.Directory);
        foreach (var folder in new[] { root, upper }.OfType<FileDescriptor>())
        {
            if (HostReach.LetsOthersRunSetUserId(folder))
            {
                yield return $"other users of the host can reach {Printable.Text(Files.PathOf(folder))}: {HostReach.Why}; "
                    + $"{HostReach.WhatToDo}";
            }
        }
    }
}
