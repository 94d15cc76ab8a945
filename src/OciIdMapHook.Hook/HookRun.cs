using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Auditing;
using OciIdMapHook.Hook.Reporting;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook;

/// <summary>One run of the hook: observe, decide, act, and say in one line what was done or why not.</summary>
internal sealed class HookRun : IDisposable
{
    /// <summary>Below the timeout in hooks.d/oci-idmap-hook.json: the reason is said here before the runtime kills the hook.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    private readonly RunNotes notes = new();
    private readonly LoadedConfig loaded;
    private readonly Report report;
    private readonly AuditTrail trail = new();

    private HookRun(LoadedConfig loaded)
    {
        this.loaded = loaded;
        report = new Report(loaded.Config.Log);
    }

    private bool IsAudited => loaded.Config.Audit is not AuditScope.None;

    private bool AuditsAll => loaded.Config.Audit is AuditScope.All;

    /// <param name="configPath">The hook's own configuration.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string configPath)
    {
        Signals.UnblockAll();
        var deadline = Deadline.AfterWithAlarm(Allowed);
        using var run = new HookRun(LoadedConfig.From(configPath));
        var outcome = run.Run(deadline);
        if (run.IsAudited && (outcome.IsConcerned || run.AuditsAll))
            run.Record(outcome);
        return outcome.ExitCode;
    }

    public void Dispose()
    {
        trail.Dispose();
        report.Dispose();
    }

    private void Record(Outcome outcome)
    {
        if (trail.Write(notes.ToRecord(outcome.Result, outcome.Message, report.Warnings)) is { } fault)
            report.Warning($"no audit record was written: {fault}");
    }

    private Outcome Run(Deadline deadline)
    {
        try
        {
            var state = StateReader.Read(FileDescriptor.StandardInput, deadline);
            notes.State = state;
            report.ContainerId = state.Id;
            return Run(state, BundleReader.Read(state), deadline);
        }
        catch (Exception exception) when (exception is DocumentException or LinuxException && IsUnreadButUnmapped)
        {
            return Finish(new Decision.LeftAlone($"{exception.Message}; the container has no user namespace, so that it starts all the same"));
        }
        catch (DocumentException exception)
        {
            return Fail(AuditResult.Refused, RefusalCause.BadInput, exception.Message) with { ExitCode = ExitCode.BadInput };
        }
        catch (UnmappableFileSystemException exception) when (notes.Decision is Decision.Remap { Plan.WhenUnsupported: UnsupportedFileSystem.Skip })
        {
            return new Outcome(AuditResult.Nothing, ExitCode.Done, report.Warning(loaded.Policy.BecauseOfSkip(exception.Message)));
        }
#pragma warning disable CA1031 // Whatever went wrong, the container is refused with a sentence and not with a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception is LinuxException or TimeoutException or HalfDoneException
                ? Fail(AuditResult.Failed, CauseOf(exception), exception.Message)
                : Fail(AuditResult.Failed, RefusalCause.Unexpected, $"unexpected {exception.GetType().Name}: {exception.Message}");
        }
    }

    private Outcome Run(OciState state, Bundle bundle, Deadline deadline)
    {
        notes.Begin(Step.Decide);
        return DecideFromDocuments(state, bundle) is { } early ? Finish(early) : Finish(LookAndAct(state, bundle, deadline));
    }

    /// <summary>What config.json holds is the runtime's to judge, where the init is in no user namespace of its own.</summary>
    private bool IsUnreadButUnmapped =>
        notes is { Step: Step.Read, State: { } state } && UserNamespaceLook.IsHooksOwn(state.Pid);

    /// <returns>What the documents say, where the init does not say otherwise; null when the container must be looked at.</returns>
    private DocumentDecision? DecideFromDocuments(OciState state, Bundle bundle)
    {
        var early = Planner.DecideFromDocuments(state, bundle.Config, loaded.Policy);
        if (early is null || (!early.HoldsForEveryInit && UserNamespaceLook.IsInAnother(state.Pid)))
            return null;

        if (loaded.Fault is not null)
            report.Warning(loaded.Fault);
        return early;
    }

    private Decision LookAndAct(OciState state, Bundle bundle, Deadline deadline)
    {
        StateReader.CheckStage(state);
        report.Connect();
        if (IsAudited)
            trail.Open();
        try
        {
            return loaded.Fault is null
                ? LookAtInit(state, bundle, deadline)
                : MayBeLeftAlone(state, bundle) ? new Decision.LeftAlone(loaded.Fault) : new Decision.Refusal(loaded.Fault, RefusalCause.Configuration);
        }
        catch (LinuxException) when (notes.Decision is Decision.Remap { Plan: { Otherwise: not null, Volumes.Volumes.Count: 0 } })
        {
            return ((Decision.Remap)notes.Decision).Plan.Otherwise!; // everything is as it was
        }
        catch (Exception failure) when (failure is LinuxException or TimeoutException && MayBeLeftAlone(state, bundle))
        {
            return new Decision.LeftAlone(failure.Message); // everything is as it was
        }
    }

    private bool MayBeLeftAlone(OciState state, Bundle bundle) =>
        Planner.IsOptionalUnseen(state, bundle.Config, Caller.IsHostsRoot(), Caller.MayMapAnyId(), loaded.Policy);

    private Decision LookAtInit(OciState state, Bundle bundle, Deadline deadline)
    {
        notes.Begin(Step.Observe);
        using var init = ProcessFolder.Open(state.Pid);
        if (!init.IsWithinReach)
            return Decide(OutsideObserver.Observe(state, bundle, init));

        try
        {
            return LookAndAct(state, bundle, init, withHostMounts: false, deadline);
        }
        catch (LockedSubmountException)
        {
            notes.Begin(Step.Observe);
            return LookAndAct(state, bundle, init, withHostMounts: true, deadline);
        }
    }

    private Decision LookAndAct(OciState state, Bundle bundle, ProcessFolder init, bool withHostMounts, Deadline deadline)
    {
        using var container = ContainerObserver.Observe(state, bundle, init, loaded.Policy, withHostMounts);
        var contradiction = Planner.FindContradiction(bundle.Config, container.Facts.Init);
        if (contradiction is not null && BundleReader.ReadRuntimesCopy(state) is { } copy
            && Planner.FindContradiction(copy, container.Facts.Init) is null)
        {
            return LookAndAct(state, bundle with { Config = copy }, init, withHostMounts, deadline);
        }

        var decision = Act(Decide(container.Facts), container, deadline);
        if (contradiction is not null && decision is Decision.Remap or Decision.RemapVolumes)
            report.Warning($"{contradiction}; the init's own maps count: see whether config.json was changed");
        return decision;
    }

    private Decision Decide(ContainerFacts facts)
    {
        notes.Begin(Step.Decide);
        notes.Facts = facts;
        notes.Decision = DecisionMaker.Decide(facts, loaded.Policy);
        return notes.Decision;
    }

    private Decision Act(Decision decision, ObservedContainer container, Deadline deadline)
    {
        notes.Begin(Step.Act);
        if (decision is Decision.Remap remap)
        {
            try
            {
                var done = RemapExecutor.Execute(remap.Plan, container, deadline);
                Warn(done.Warnings);
                return notes.Decision = new Decision.Remap(done);
            }
            catch (UnmappableFileSystemException exception)
                when (remap.Plan is { WhenUnsupported: UnsupportedFileSystem.Skip, Volumes.Volumes.Count: > 0 })
            {
                decision = new Decision.RemapVolumes(remap.Plan.Volumes, loaded.Policy.BecauseOfSkip(exception.Message));
            }
        }

        if (decision is Decision.RemapVolumes volumes)
        {
            decision = notes.Decision = Planner.DecideOnVolumes(VolumeExecutor.Execute(volumes.Plan, container, deadline), volumes.RootReason)!;
            if (decision is Decision.RemapVolumes done)
                Warn(done.Plan.Warnings);
        }

        return decision;
    }

    private void Warn(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            report.Warning(warning);
    }

    private Outcome Finish(DocumentDecision early) => early.IsWithoutUserNamespace
        ? FinishUnconcerned(early.Decision)
        : Finish(early.Decision);

    /// <summary>A container without a user namespace is not worth a line, nor a record, unless they are wanted.</summary>
    private Outcome FinishUnconcerned(Decision.NothingToDo nothing)
    {
        var line = report.SaysAll || AuditsAll ? report.Detail($"nothing to do: {nothing.Reason}") : string.Empty;
        return new Outcome(AuditResult.Nothing, ExitCode.Done, line) { IsConcerned = report.Warnings.Count > 0 };
    }

    private Outcome Finish(Decision decision) => decision switch
    {
        Decision.NothingToDo nothing when notes.Facts?.Init.SharesHookUserNamespace is true => FinishUnconcerned(nothing),
        Decision.NothingToDo nothing => Succeed(AuditResult.Nothing, $"nothing to do: {nothing.Reason}"),
        Decision.LeftAlone left => new Outcome(AuditResult.Nothing, ExitCode.Done, report.Warning($"left as it is: {left.Reason}")),
        Decision.Remap remap => Succeed(AuditResult.Remapped, Summary.WithTime(Summary.Of(remap.Plan), notes.Elapsed)),
        Decision.RemapVolumes volumes => Succeed(AuditResult.Volumes, Summary.WithTime(Summary.Of(volumes), notes.Elapsed)),
        Decision.Refusal refusal => Fail(AuditResult.Refused, refusal.Cause, $"refused: {refusal.Reason}"),
        _ => throw new UnreachableException(),
    };

    private Outcome Succeed(AuditResult result, string message) => new(result, ExitCode.Done, report.Success(message));

    private Outcome Fail(AuditResult result, RefusalCause cause, string message)
    {
        notes.Cause = cause;
        return new Outcome(result, ExitCode.Refused, report.Failure(message));
    }

    private static RefusalCause CauseOf(Exception exception) => exception switch
    {
        UnmappableFileSystemException => RefusalCause.FileSystem,
        TimeoutException => RefusalCause.Timeout,
        HalfDoneException => RefusalCause.HalfDone,
        _ => RefusalCause.Kernel,
    };
}
