using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Hook.Reporting;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook;

/// <summary>One run of the hook: observe, decide, act, and say in one line what was done or why not.</summary>
internal static class HookRun
{
    /// <summary>Below the timeout in hooks.d/oci-idmap-hook.json: the reason is said here before the runtime kills the hook.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    internal static int Run()
    {
        var started = Stopwatch.GetTimestamp();
        Signals.UnblockAll();
        using var report = Report.Open();
        try
        {
            var deadline = Deadline.AfterWithAlarm(Allowed);
            var state = StateReader.Read(FileDescriptor.StandardInput, deadline);
            report.ContainerId = state.Id;
            return Finish(report, Decide(report, state, deadline), started);
        }
        catch (DocumentException exception)
        {
            report.Failure(exception.Message);
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // Whatever went wrong, the container is refused with a sentence and not with a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report.Failure(exception is LinuxException or TimeoutException or HalfDoneException
                ? exception.Message
                : $"unexpected {exception.GetType().Name}: {exception.Message}");
            return ExitCode.Refused;
        }
    }

    private static Decision Decide(Report report, OciState state, Deadline deadline)
    {
        var bundle = BundleReader.Read(state);
        if (Planner.DecideFromDocuments(state, bundle.Config) is { } nothingToDo)
            return nothingToDo;

        using var init = ProcessFolder.Open(state.Pid);
        if (!init.IsWithinReach)
            return Planner.Decide(OutsideObserver.Observe(state, bundle, init));

        try
        {
            return DecideAndAct(report, () => ContainerObserver.Observe(state, bundle, init, withHostMounts: false), deadline);
        }
        catch (LockedSubmountException)
        {
            return DecideAndAct(report, () => ContainerObserver.Observe(state, bundle, init, withHostMounts: true), deadline);
        }
    }

    private static Decision DecideAndAct(Report report, Func<ObservedContainer> observe, Deadline deadline)
    {
        using var container = observe();
        var decision = Planner.Decide(container.Facts);
        if (decision is Decision.Remap remap)
        {
            foreach (var warning in RemapExecutor.Execute(remap.Plan, container, deadline))
                report.Warning(warning);
        }

        if (decision is Decision.RemapVolumes volumes)
            VolumeExecutor.Execute(volumes.Plan, container, deadline);
        return decision;
    }

    private static int Finish(Report report, Decision decision, long started)
    {
        switch (decision)
        {
            case Decision.NothingToDo nothing:
                report.Success($"nothing to do: {nothing.Reason}");
                return ExitCode.Done;
            case Decision.Remap remap:
                report.Success(Summary.WithTime(Summary.Of(remap.Plan), Stopwatch.GetElapsedTime(started)));
                return ExitCode.Done;
            case Decision.RemapVolumes volumes:
                report.Success(Summary.WithTime(Summary.Of(volumes), Stopwatch.GetElapsedTime(started)));
                return ExitCode.Done;
            case Decision.Refusal refusal:
                report.Failure($"refused: {refusal.Reason}");
                return ExitCode.Refused;
            default:
                throw new UnreachableException();
        }
    }
}
