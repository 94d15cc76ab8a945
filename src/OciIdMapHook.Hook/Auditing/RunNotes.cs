using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Hook.Auditing;

/// <summary>What is known of a run so far: how far it came, what it saw, and what each step took.</summary>
internal sealed class RunNotes
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly long[] ticks = new long[4];
    private long since;

    internal RunNotes() => since = started;

    /// <summary>What the run is about now.</summary>
    internal Step Step { get; private set; }

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    internal OciState? State { get; set; }

    internal ContainerFacts? Facts { get; set; }

    internal Decision? Decision { get; set; }

    internal RefusalCause? Cause { get; set; }

    /// <summary>In what config.json and the init differ; null where they agree.</summary>
    internal string? Contradiction { get; set; }

    /// <summary>The step before ends here.</summary>
    internal void Begin(Step next)
    {
        var now = Stopwatch.GetTimestamp();
        ticks[(int)Step] += now - since;
        (since, Step) = (now, next);
    }

    /// <param name="result">How the run ended.</param>
    /// <param name="message">The line that the log got.</param>
    /// <param name="warnings">The lines before it.</param>
    internal AuditRecord ToRecord(AuditResult result, string message, IReadOnlyList<string> warnings)
    {
        Begin(Step);
        var isDone = result is AuditResult.Remapped or AuditResult.Volumes;
        var plan = isDone ? (Decision as Decision.Remap)?.Plan : null;
        var volumes = plan?.Volumes ?? (isDone ? (Decision as Decision.RemapVolumes)?.Plan : null);
        var uids = plan?.Maps.Uids.ToString();
        return new AuditRecord
        {
            Time = DateTime.UtcNow,
            Version = HookVersion.Text,
            Container = State?.Id,
            Pid = State?.Pid,
            Bundle = State?.Bundle,
            Result = result,
            Cause = Cause,
            Message = message,
            Rootfs = Facts?.Root.Path,
            FileSystem = Facts?.Root.FileSystemType,
            UidMap = uids,
            GidMap = plan is null || plan.Maps.Gids.Equals(plan.Maps.Uids) ? uids : plan.Maps.Gids.ToString(),
            Mounts = plan?.Submounts.Count ?? 0,
            Descriptors = (plan?.ReopenedDescriptors.Count ?? 0) + (volumes?.ReopenedDescriptors.Count ?? 0),
            Volumes = volumes?.Volumes.Count ?? 0,
            HostMounts = plan?.TellIdmappedHostMounts() ?? [],
            Warnings = warnings,
            Microseconds = new AuditTimes(
                Microseconds(Step.Read), Microseconds(Step.Observe), Microseconds(Step.Decide), Microseconds(Step.Act),
                (since - started) / (Stopwatch.Frequency / 1_000_000)),
        };
    }

    private long Microseconds(Step one) => ticks[(int)one] / (Stopwatch.Frequency / 1_000_000);
}
