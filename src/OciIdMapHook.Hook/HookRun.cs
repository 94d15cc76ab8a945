using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Auditing;
using OciIdMapHook.Hook.Reporting;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook;

/// <summary>One run of the hook: observe, decide, act, and report in one line what was done or why not.</summary>
internal sealed class HookRun : IDisposable
{
    /// <summary>
    /// Below the timeout in hooks.d/oci-idmap-hook.json: the reason is said here before the runtime kills the hook.
    /// </summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    private readonly RunNotes notes = new();
    private readonly AuditTrail trail = new();
    private readonly HostPolicy policy;
    private readonly Report report;
    private readonly OutcomeReport outcomes;

    private HookRun(HostPolicy policy)
    {
        this.policy = policy;
        report = new Report(policy.Config.Log);
        outcomes = new OutcomeReport(report, notes, policy);
    }

    /// <param name="configPath">The hook's own configuration.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string configPath)
    {
        Signals.UnblockAll();
        var deadline = Deadline.AfterWithAlarm(Allowed);
        using var run = new HookRun(HostConfigReader.ReadPolicy(configPath));
        var outcome = run.Run(deadline);
        run.Record(outcome);
        return outcome.ExitCode;
    }

    public void Dispose()
    {
        trail.Dispose();
        report.Dispose();
    }

    private Outcome Run(Deadline deadline)
    {
        OciState? state = null;
        Bundle? bundle = null;
        try
        {
            state = notes.State = StateReader.Read(FileDescriptor.StandardInput, deadline);
            report.ContainerId = state.Id;
            var read = BundleReader.Read(state);
            notes.Begin(Step.Decide);
            if (DecideFromDocuments(state, read) is { } early)
                return outcomes.Report(early);

            bundle = read;
            return Run(state, bundle, deadline);
        }
        catch (Exception failure) when (failure is LinuxException or TimeoutException && bundle is not null)
        {
            return DecideOnFailure(failure, state!, bundle) is { } decision
                ? outcomes.Report(decision)
                : outcomes.Report(failure);
        }
#pragma warning disable CA1031 // Whatever went wrong, the container is refused with a sentence and not with a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return outcomes.Report(failure);
        }
    }

    private Outcome Run(OciState state, Bundle bundle, Deadline deadline)
    {
        Prepare(state);
        if (policy.Fault is { } fault)
            return outcomes.Report(DecideWithoutPolicy(fault, state, bundle));

        using var init = ProcessFolder.Open(state.Pid);
        if (!init.IsWithinReach)
            return outcomes.Report(Decide(ObserverWithoutPtraceAccess.Observe(state, bundle, init)));

        for (var withHostMounts = false; ; withHostMounts = true)
        {
            using var container = Observe(state, bundle, init, withHostMounts);
            var decision = Decide(container.Facts);
            if (Act(decision, container, deadline) is { } done)
                return outcomes.Report(done);
        }
    }

    /// <summary>Before the container's mount namespace is entered, where a path may mean something else.</summary>
    private void Prepare(OciState state)
    {
        StateReader.CheckStage(state);
        report.Connect();
        if (policy.Config.Audit is not AuditScope.None)
            trail.Open();
        notes.Begin(Step.Observe);
    }

    private ObservedContainer Observe(OciState state, Bundle bundle, ProcessFolder init, bool withHostMounts)
    {
        notes.Begin(Step.Observe);
        var container = ContainerObserver.Observe(state, bundle, init, policy, withHostMounts);
        notes.Contradiction = Planner.FindContradiction(bundle.Config, container.Facts.Init);
        if (notes.Contradiction is null || BundleReader.ReadRuntimesCopy(state) is not { } copy
            || Planner.FindContradiction(copy, container.Facts.Init) is not null)
        {
            return container;
        }

        container.Dispose();
        return Observe(state, bundle with { Config = copy }, init, withHostMounts);
    }

    private Decision Decide(ContainerFacts facts)
    {
        notes.Begin(Step.Decide);
        notes.Facts = facts;
        notes.Decision = DecisionMaker.Decide(facts, policy);
        return notes.Decision;
    }

    /// <returns>The decision as it was carried out; null where nothing was done because the host's mounts must be observed
    /// too.</returns>
    private Decision? Act(Decision decision, ObservedContainer container, Deadline deadline)
    {
        notes.Begin(Step.Act);
        var done = decision switch
        {
            Decision.Remap remap => Act(remap.Plan, container, deadline),
            Decision.RemapVolumes volumes => Act(volumes, container, deadline),
            _ => decision,
        };
        if (notes.Contradiction is { } contradiction && done is Decision.Remap or Decision.RemapVolumes)
            report.Warning($"{contradiction}; the init's own maps count: see whether config.json was changed");
        return done;
    }

    private Decision? Act(RemapPlan plan, ObservedContainer container, Deadline deadline)
    {
        try
        {
            if (RemapExecutor.Execute(plan, container, deadline) is not RemapResult.Done done)
                return null;
            Warn(done.Plan.Warnings);
            return notes.Decision = new Decision.Remap(done.Plan);
        }
        catch (UnmappableFileSystemException exception)
            when (plan is { WhenUnsupported: UnsupportedFileSystem.Skip, Volumes.Volumes.Count: > 0 })
        {
            var reason = policy.BecauseOfSkip(exception.Message);
            return Act(new Decision.RemapVolumes(plan.Volumes, reason), container, deadline);
        }
    }

    private Decision Act(Decision.RemapVolumes volumes, ObservedContainer container, Deadline deadline)
    {
        var done = Planner.DecideOnVolumes(VolumeExecutor.Execute(volumes.Plan, container, deadline), volumes.RootReason)!;
        if (done is Decision.RemapVolumes { Plan.Warnings: var warnings })
            Warn(warnings);
        return notes.Decision = done;
    }

    private void Warn(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            report.Warning(warning);
    }

    /// <returns>What the documents say, where the init does not say otherwise; null when the container must be looked
    /// at.</returns>
    private DocumentDecision? DecideFromDocuments(OciState state, Bundle bundle)
    {
        var early = Planner.DecideFromDocuments(state, bundle.Config, policy);
        if (early is null || (!early.HoldsForEveryInit && UserNamespaceLook.IsInAnother(state.Pid)))
            return null;

        if (policy.Fault is not null)
            report.Warning(policy.Fault);
        return early;
    }

    private Decision DecideWithoutPolicy(string fault, OciState state, Bundle bundle) => MayBeLeftAlone(state, bundle)
        ? new Decision.LeftAlone(fault)
        : new Decision.Refusal(fault, RefusalCause.Configuration);

    /// <returns>What becomes of a container where a step has failed and everything is as it was; null where it must not
    /// start.</returns>
    private Decision? DecideOnFailure(Exception failure, OciState state, Bundle bundle)
    {
        if (failure is LinuxException
            && notes.Decision is Decision.Remap { Plan: { Otherwise: { } otherwise, Volumes.Volumes.Count: 0 } })
        {
            return otherwise;
        }

        return MayBeLeftAlone(state, bundle) ? new Decision.LeftAlone(failure.Message) : null;
    }

    private bool MayBeLeftAlone(OciState state, Bundle bundle)
    {
        try
        {
            return Planner.IsOptionalUnseen(state, bundle.Config, Caller.IsHostsRoot(), Caller.MayMapAnyId(), policy);
        }
        catch (LinuxException)
        {
            return false; // nobody can tell whose hook it is
        }
    }

    private void Record(Outcome outcome)
    {
        if (policy.Config.Audit is AuditScope.None || !(outcome.IsConcerned || policy.Config.Audit is AuditScope.All))
            return;
        if (trail.Write(notes.ToRecord(outcome.Result, outcome.Message, report.Warnings)) is { } fault)
            report.Warning($"no audit record was written: {fault}");
    }
}
