using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary>Shows the last run of a container: how it ended, and step by step how it came to that.</summary>
internal static class ExplanationView
{
    internal static void Show(Explanation explanation, Printer printer, IAnsiConsole screen)
    {
        var run = explanation.Runs[^1];
        screen.Write(
            new Text($"{Outcome(run)}\n", new Style(run.IsRefused ? Color.Red : Color.Green, decoration: Decoration.Bold)));
        screen.Write(Properties.Of(Facts(explanation, run)));
        if (run.Microseconds is { } times)
            screen.Write(Steps(run, times, printer));
        foreach (var mount in run.HostMounts ?? [])
            screen.Write(new Text($"mount of the host, idmapped: {Printable.Text(mount)}\n"));
        foreach (var warning in run.Warnings)
            screen.Write(new Text($"warning: {Printable.Text(warning)}\n", new Style(Color.Yellow)));
        screen.Write(new Text($"{Printable.Text(run.Message)}\n"));
    }

    private static string Outcome(ExplainedRun run) => run.Result switch
    {
        "remapped" => "remapped: the rootfs belongs to the container's ids",
        "volumes" => "volumes remapped: the rootfs stayed as it was",
        "nothing" => "nothing done: the container started as it was",
        "started" => "started",
        "refused" => $"refused{Cause(run)}: the container did not start",
        _ => $"failed{Cause(run)}: the container did not start",
    };

    private static string Cause(ExplainedRun run) => run.Cause is null ? string.Empty : $" ({run.Cause})";

    private static IEnumerable<(string Name, string Text)> Facts(Explanation explanation, ExplainedRun run)
    {
        yield return ("container", Printable.Text(explanation.Container));
        yield return ("when", run.Time.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture));
        if (run.Version is not null)
            yield return ("by", $"oci-idmap-hook {Printable.Text(run.Version)}");
        yield return ("known from", explanation.Source == Explanation.FromJournal
            ? "the journal"
            : $"the audit record in {explanation.Source}");
        if (explanation.Runs.Count > 1)
            yield return ("runs", $"{explanation.Runs.Count} for this container, of which this is the last; --json has them all");
    }

    private static Table Steps(ExplainedRun run, AuditTimes times, Printer printer)
    {
        var table = printer.Table("step", "took", "what");
        Add("read", times.Read, run.Bundle is null
            ? "no state"
            : $"the bundle {run.Bundle}{(run.Pid is null ? "" : $", init {run.Pid}")}");
        Add("found", times.Observe, run.Rootfs is null ? "not looked" : $"the rootfs {run.Rootfs} on {run.FileSystem}");
        Add("decided", times.Decide, Decided(run));
        Add("done", times.Act, Done(run));
        Add("in all", times.Total, string.Empty);
        return table;

        void Add(string step, long microseconds, string what) =>
            table.AddRow(new Text(step), new Text(Took(microseconds), new Style(Color.Grey)), new Text(Printable.Text(what)));
    }

    private static string Decided(ExplainedRun run) => run switch
    {
        { UidMap: { } uids } => uids == run.GidMap ? $"remap through {uids}" : $"remap through uids {uids}, gids {run.GidMap}",
        { Result: "volumes" } => "remap volumes alone",
        { Result: "nothing" } => "leave it as it is",
        { Result: "refused" } => $"refuse it{Cause(run)}",
        _ => "remap",
    };

    private static string Done(ExplainedRun run) => run switch
    {
        { Result: "failed" } => "a step failed",
        { Result: "remapped" or "volumes" } =>
            $"{Count(run.Mounts, "mount")} carried over, {Count(run.Descriptors, "descriptor")} re-opened, "
            + $"{Count(run.Volumes, "volume")} idmapped",
        _ => "nothing",
    };

    private static string Count(int? count, string what) => $"{count ?? 0} {what}{(count == 1 ? string.Empty : "s")}";

    private static string Took(long microseconds) => microseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000.0:0.0} ms");
}
