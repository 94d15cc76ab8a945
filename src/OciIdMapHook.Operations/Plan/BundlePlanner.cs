using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>Says what the hook would do to a bundle that no runtime has made a container of yet.</summary>
public static class BundlePlanner
{
    private const int NoProcess = 0;

    /// <param name="bundleFolder">The folder with config.json.</param>
    /// <param name="policy">The host's.</param>
    /// <param name="walk">Counts files of the host's ids; null for no count.</param>
    /// <param name="make">Make the mount points that the rootfs lacks.</param>
    /// <exception cref="DocumentException">There is no config.json, or it is none.</exception>
    /// <exception cref="OperationException">The rootfs is not there, or the maps cannot be told without a process.</exception>
    /// <exception cref="LinuxException">Something cannot be looked at.</exception>
    public static ContainerPlan Plan(string bundleFolder, HostPolicy policy, ShiftedFilesWalk? walk = null, bool make = false)
    {
        var state = StateOf(bundleFolder, NoProcess);
        var bundle = BundleReader.Read(state);
        var outline = new ContainerPlan
        {
            Bundle = state.Bundle,
            Stage = ContainerStage.NotCreated,
            Outcome = PlanOutcome.NothingToDo,
            Reason = string.Empty,
        };
        if (PlanFromDocuments(state, bundle, policy, outline) is { } early)
            return early;

        using var root = OpenRoot(bundle.RootPath(state));
        var facts = Foretell(state, bundle, root, policy);
        var decision = DecisionMaker.Decide(facts, policy);
        (decision, var fault) = IdMapProbe.Of(decision, facts, bundle, root, policy);
        var plan = PlanReport.AfterProbe(PlanReport.Of(decision, facts, outline), decision, facts, fault, policy);
        plan = RootNotes.AddTo(plan, decision, root, walk);
        plan = MissingMountPoints.AddTo(plan, decision, root, bundle, state, make);
        return plan.Outcome is PlanOutcome.Remap or PlanOutcome.RemapVolumes
            ? plan with { Unknown = [.. plan.Unknown, .. WhatComesLater(bundle.Config, decision, bundle.HostRootPaths(state))] }
            : plan;
    }

    /// <summary>The state that a runtime hands to its hooks, as far as it is known beforehand.</summary>
    internal static OciState StateOf(string bundleFolder, int pid)
    {
        var folder = Path.GetFullPath(bundleFolder).TrimEnd('/');
        return new OciState { Id = Path.GetFileName(folder), Status = "creating", Pid = pid, Bundle = folder };
    }

    /// <returns>What is settled before anything is looked at; null where something must be.</returns>
    internal static ContainerPlan? PlanFromDocuments(OciState state, Bundle bundle, HostPolicy policy, ContainerPlan outline) =>
        (Planner.DecideFromDocuments(state, bundle.Config, policy), policy.Fault) switch
        {
            ({ } early, var fault) when early.HoldsForEveryInit || !UserNamespaceLook.IsInAnother(state.Pid) =>
                outline with { Reason = early.Decision.Reason, Warnings = fault is null ? [] : [fault] },
            (_, { } fault) => outline with { Outcome = PlanOutcome.Refused, Reason = fault },
            _ => null,
        };

    private static ContainerFacts Foretell(OciState state, Bundle bundle, FileDescriptor root, HostPolicy policy)
    {
        try
        {
            return Forecast.Of(state, bundle, root, policy);
        }
        catch (ForecastException exception)
        {
            throw new OperationException(exception.Message);
        }
    }

    private static FileDescriptor OpenRoot(string path) =>
        Files.OpenIfThere(path, OpenFlags.Path | OpenFlags.Directory)
        ?? throw new OperationException(
            $"the rootfs {Printable.Text(path)} is not there, or no folder; correct root.path in config.json, "
            + "or mount it first");

    private static IEnumerable<string> WhatComesLater(OciConfig config, Decision decision, IReadOnlyList<string> rootPaths)
    {
        yield return "which descriptors of the rootfs the runtime will hold; the hook re-opens them by ptrace (runc 1.3.6 and "
            + "newer and crun hold some)";
        if (decision is Decision.RemapVolumes || (decision is Decision.Remap remap && remap.Plan.Volumes.Volumes.Count > 0))
        {
            yield return "whether the runtime idmaps the volumes itself, as runc 1.2 and newer and crun do; the hook leaves "
                + "those alone";
        }

        if (config.Mounts.Any(mount => Planner.AsksToBeIdmapped(mount)
            && VolumeDestination.Candidates(mount.Destination, rootPaths, true).Count > 1))
        {
            yield return "where volumes are whose destination begins with the rootfs's own path or goes up by ..: runc cleans "
                + "such a text and takes the rootfs's path off its front, as is assumed here, and crun takes it as it is "
                + "written; the hook finds either";
        }

        if (config.Mounts.Any(mount => mount.Options.Contains("rbind")))
            yield return "what will be mounted below the sources of bind mounts by then; it comes along with them";
    }
}
