using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Auditing;
using OciIdMapHook.Hook.Reporting;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook;

/// <summary>One run of the hook: observe, decide, act, and say in one line what was done or why not.</summary>
internal sealed class HookRun
{
    /// <summary>Below the timeout in hooks.d/oci-idmap-hook.json: the reason is said here before the runtime kills the hook.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    private readonly RunNotes notes;
    private readonly LoadedConfig loaded;
    private readonly Report report;

    private HookRun(RunNotes notes, LoadedConfig loaded, Report report)
    {
        this.notes = notes;
        this.loaded = loaded;
        this.report = report;
    }

    /// <param name="configPath">The hook's own configuration.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string configPath)
    {
        var notes = new RunNotes();
        Signals.UnblockAll();
        var deadline = Deadline.AfterWithAlarm(Allowed);
        var loaded = LoadedConfig.From(configPath);
        using var report = Report.Open(loaded.Config.Log);
        using var trail = loaded.Config.Audit ? AuditTrail.Open() : null;
        var outcome = new HookRun(notes, loaded, report).Run(deadline);
        if (trail?.Write(notes.ToRecord(outcome.Result, outcome.Message, report.Warnings)) is { } fault)
            report.Warning($"no audit record was written: {fault}");
        return outcome.ExitCode;
    }

    private Outcome Run(Deadline deadline)
    {
        try
        {
            var state = StateReader.Read(FileDescriptor.StandardInput, deadline);
            notes.State = state;
            report.ContainerId = state.Id;
            return Finish(Decide(state, deadline));
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

    private Decision Decide(OciState state, Deadline deadline)
    {
        var bundle = BundleReader.Read(state);
        notes.Begin(Step.Decide);
        if (Planner.DecideFromDocuments(state, bundle.Config, loaded.Policy) is { } nothingToDo)
        {
            if (loaded.Fault is not null)
                report.Warning(loaded.Fault);
            return nothingToDo;
        }

        try
        {
            return loaded.Fault is null
                ? LookAndAct(state, bundle, deadline)
                : MayBeLeftAlone(state, bundle) ? new Decision.LeftAlone(loaded.Fault) : new Decision.Refusal(loaded.Fault, RefusalCause.Configuration);
        }
        catch (Exception failure) when (failure is LinuxException or TimeoutException && MayBeLeftAlone(state, bundle))
        {
            return new Decision.LeftAlone(failure.Message); // everything is as it was
        }
    }

    private bool MayBeLeftAlone(OciState state, Bundle bundle) =>
        Planner.IsOptional(state, bundle.Config, Caller.IsHostsRoot(), loaded.Policy);

    private Decision LookAndAct(OciState state, Bundle bundle, Deadline deadline)
    {
        notes.Begin(Step.Observe);
        using var init = ProcessFolder.Open(state.Pid);
        if (!init.IsWithinReach)
            return Decide(OutsideObserver.Observe(state, bundle, init));

        try
        {
            return DecideAndAct(() => ContainerObserver.Observe(state, bundle, init, loaded.Policy, withHostMounts: false), deadline);
        }
        catch (LockedSubmountException)
        {
            notes.Begin(Step.Observe);
            return DecideAndAct(() => ContainerObserver.Observe(state, bundle, init, loaded.Policy, withHostMounts: true), deadline);
        }
    }

    private Decision Decide(ContainerFacts facts)
    {
        notes.Begin(Step.Decide);
        notes.Facts = facts;
        notes.Decision = DecisionMaker.Decide(facts, loaded.Policy);
        return notes.Decision;
    }

    private Decision DecideAndAct(Func<ObservedContainer> observe, Deadline deadline)
    {
        using var container = observe();
        var decision = Decide(container.Facts);
        notes.Begin(Step.Act);
        if (decision is Decision.Remap remap)
        {
            var done = RemapExecutor.Execute(remap.Plan, container, deadline);
            foreach (var warning in done.Warnings)
                report.Warning(warning);
            return notes.Decision = new Decision.Remap(done);
        }

        if (decision is Decision.RemapVolumes volumes)
        {
            VolumeExecutor.Execute(volumes.Plan, container, deadline);
            foreach (var warning in volumes.Plan.Warnings)
                report.Warning(warning);
        }

        return decision;
    }

    private Outcome Finish(Decision decision) => decision switch
    {
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

    /// <summary>How the run ended.</summary>
    /// <param name="Result">For the audit record.</param>
    /// <param name="ExitCode">For the runtime.</param>
    /// <param name="Message">The line that was said.</param>
    private sealed record Outcome(AuditResult Result, int ExitCode, string Message);
}
