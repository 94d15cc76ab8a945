using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Auditing;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook.Reporting;

/// <summary>Says how a run ended, and makes of it what the runtime and the audit record are told.</summary>
/// <param name="report">Where it is said.</param>
/// <param name="notes">How far the run came.</param>
/// <param name="policy">The host's, which it went by.</param>
internal sealed class OutcomeReport(Report report, RunNotes notes, HostPolicy policy)
{
    private readonly Report report = report;
    private readonly RunNotes notes = notes;
    private readonly HostPolicy policy = policy;

    /// <summary>What config.json holds is the runtime's to judge, where the init is in no user namespace of its own.</summary>
    private bool IsUnreadButUnmapped =>
        notes is { Step: Step.Read, State: { } state } && UserNamespaceLook.IsHooksOwn(state.Pid);

    internal Outcome Report(DocumentDecision early) => early.IsWithoutUserNamespace
        ? ReportUnconcerned(early.Decision)
        : Report(early.Decision);

    internal Outcome Report(Decision decision) => decision switch
    {
        Decision.NothingToDo nothing when notes.Facts?.Init.SharesHookUserNamespace is true => ReportUnconcerned(nothing),
        Decision.NothingToDo nothing => Succeed(AuditResult.Nothing, $"nothing to do: {nothing.Reason}"),
        Decision.LeftAlone left =>
            new Outcome(AuditResult.Nothing, ExitCode.Done, report.Warning($"left as it is: {left.Reason}")),
        Decision.Remap remap => Succeed(AuditResult.Remapped, Summary.WithTime(Summary.Of(remap.Plan), notes.Elapsed)),
        Decision.RemapVolumes volumes => Succeed(AuditResult.Volumes, Summary.WithTime(Summary.Of(volumes), notes.Elapsed)),
        Decision.Refusal refusal => Fail(AuditResult.Refused, refusal.Cause, $"refused: {refusal.Reason}"),
        _ => throw new UnreachableException(),
    };

    internal Outcome Report(Exception failure) => failure switch
    {
        DocumentException or LinuxException when IsUnreadButUnmapped => Report(
            new Decision.LeftAlone($"{failure.Message}; the container has no user namespace, so that it starts all the same")),
        DocumentException =>
            Fail(AuditResult.Refused, RefusalCause.BadInput, failure.Message) with { ExitCode = ExitCode.BadInput },
        UnmappableFileSystemException
            when notes.Decision is Decision.Remap { Plan.WhenUnsupported: UnsupportedFileSystem.Skip } =>
            new Outcome(AuditResult.Nothing, ExitCode.Done, report.Warning(policy.BecauseOfSkip(failure.Message))),
        UnmappableFileSystemException => Fail(AuditResult.Failed, RefusalCause.FileSystem, failure.Message),
        TimeoutException => Fail(AuditResult.Failed, RefusalCause.Timeout, failure.Message),
        HalfDoneException => Fail(AuditResult.Failed, RefusalCause.HalfDone, failure.Message),
        LinuxException => Fail(AuditResult.Failed, RefusalCause.Kernel, failure.Message),
        _ => Fail(AuditResult.Failed, RefusalCause.Unexpected, $"unexpected {failure.GetType().Name}: {failure.Message}"),
    };

    /// <summary>A container without a user namespace is not worth a line, nor a record, unless they are wanted.</summary>
    private Outcome ReportUnconcerned(Decision.NothingToDo nothing)
    {
        var isWanted = report.SaysAll || policy.Config.Audit is AuditScope.All;
        var line = isWanted ? report.Detail($"nothing to do: {nothing.Reason}") : string.Empty;
        return new Outcome(AuditResult.Nothing, ExitCode.Done, line) { IsConcerned = report.Warnings.Count > 0 };
    }

    private Outcome Succeed(AuditResult result, string message) => new(result, ExitCode.Done, report.Success(message));

    private Outcome Fail(AuditResult result, RefusalCause cause, string message)
    {
        notes.Cause = cause;
        return new Outcome(result, ExitCode.Refused, report.Failure(message));
    }
}
