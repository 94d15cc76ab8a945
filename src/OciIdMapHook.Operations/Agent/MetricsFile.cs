using System.Globalization;
using System.Text;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>What Prometheus is told of the hook on this node, in a file for node_exporter's textfile collector.</summary>
public static class MetricsFile
{
    private const int LongestMessage = 256;
    private const double MicrosecondsPerSecond = 1e6;

    /// <param name="path">The file, whose name must end in <c>.prom</c>.</param>
    /// <param name="totals">What the audit records say.</param>
    /// <param name="isInstalled">The last look at the installation left it right.</param>
    /// <param name="isReady">And the host has all that the hook needs.</param>
    /// <exception cref="OperationException">It cannot be written.</exception>
    public static void Write(string path, RunTotals totals, bool isInstalled, bool isReady)
    {
        try
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(Text(totals, isInstalled, isReady)));
        }
        catch (Exception exception) when (exception is LinuxException or OperationException)
        {
            throw new OperationException(
                $"the metrics file {path} cannot be written: {exception.Message.TrimEnd('.')}; name a file that ends in .prom in "
                + "the folder of node_exporter's textfile collector",
                exception);
        }
    }

    internal static string Text(RunTotals totals, bool isInstalled, bool isReady)
    {
        var text = new PrometheusText();
        text.Metric(
            "oci_idmap_hook_runs_total", "counter",
            "Runs of the hook; those for containers without a user namespace only where audit is \"all\" in its configuration.");
        foreach (var result in Enum.GetValues<AuditResult>())
            text.Sample("oci_idmap_hook_runs_total", totals.Runs(result), ("result", result.Word()));
        text.Metric("oci_idmap_hook_refusals_total", "counter", "Containers that did not start, by what kept them.");
        foreach (var cause in Enum.GetValues<RefusalCause>())
            text.Sample("oci_idmap_hook_refusals_total", totals.Refusals(cause), ("cause", cause.Word()));
        text.Metric("oci_idmap_hook_audit_broken_lines_total", "counter", "Lines of the audit file that were no records.");
        text.Sample("oci_idmap_hook_audit_broken_lines_total", totals.BrokenLines);
        AppendDurations(text, totals.Durations);
        AppendLastError(text, totals.LastError);
        text.Metric("oci_idmap_hook_installed", "gauge", "The hook and its hooks.d files are as they should be.");
        text.Sample("oci_idmap_hook_installed", isInstalled ? 1 : 0);
        text.Metric("oci_idmap_hook_ready", "gauge", "The hook is installed, and the host has all that it needs.");
        text.Sample("oci_idmap_hook_ready", isReady ? 1 : 0);
        return text.ToString();
    }

    private static void AppendDurations(PrometheusText text, DurationHistogram durations)
    {
        const string Name = "oci_idmap_hook_duration_seconds";
        text.Metric(Name, "histogram", "What a run of the hook took.");
        foreach (var (bound, count) in durations.Cumulative)
            text.Sample($"{Name}_bucket", count, ("le", (bound / MicrosecondsPerSecond).ToString(CultureInfo.InvariantCulture)));
        text.Sample($"{Name}_bucket", durations.Count, ("le", "+Inf"));
        text.Sample($"{Name}_sum", durations.Sum / MicrosecondsPerSecond);
        text.Sample($"{Name}_count", durations.Count);
    }

    private static void AppendLastError(PrometheusText text, AuditRecord? error)
    {
        if (error is null)
            return;
        var message = error.Message.Length <= LongestMessage ? error.Message : $"{error.Message[..LongestMessage]}…";
        text.Metric("oci_idmap_hook_last_error_info", "gauge", "The last container that did not start, and why.");
        text.Sample(
            "oci_idmap_hook_last_error_info",
            1,
            ("container", Printable.Text(error.Container ?? "")),
            ("cause", (error.Cause ?? RefusalCause.Unexpected).Word()),
            ("message", Printable.Text(message)));
        text.Metric("oci_idmap_hook_last_error_timestamp_seconds", "gauge", "When that was, in seconds since 1970.");
        text.Sample(
            "oci_idmap_hook_last_error_timestamp_seconds",
            (DateTime.SpecifyKind(error.Time, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds);
    }
}
