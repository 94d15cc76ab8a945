using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Agent;

public sealed class MetricsForPrometheusTests
{
    [Test]
    public void Begin_with_every_series_at_zero()
    {
        var text = MetricsFile.Text(new RunTotals(), isInstalled: false, isReady: false);

        foreach (var cause in AuditWords.AllCauses)
            Assert.That(text, Does.Contain($"oci_idmap_hook_refusals_total{{cause=\"{cause}\"}} 0\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_runs_total{result=\"remapped\"} 0\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_duration_seconds_bucket{le=\"+Inf\"} 0\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_ready 0\n"));
        Assert.That(text, Does.Not.Contain("last_error"));
    }

    [Test]
    public void Count_durations_in_every_bucket_that_holds_them()
    {
        var totals = new RunTotals();
        totals.Add(Line(AuditResult.Remapped, 1_000));
        totals.Add(Line(AuditResult.Remapped, 1_001));
        totals.Add(Line(AuditResult.Nothing, 30_000_000));

        var text = MetricsFile.Text(totals, isInstalled: true, isReady: true);

        Assert.That(text, Does.Contain("_bucket{le=\"0.001\"} 1\n").And.Contain("_bucket{le=\"0.0025\"} 2\n"));
        Assert.That(text, Does.Contain("_bucket{le=\"20\"} 2\n").And.Contain("_bucket{le=\"+Inf\"} 3\n"));
        Assert.That(text, Does.Contain("_sum 30.002001\n").And.Contain("_count 3\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_ready 1\n"));
    }

    [Test]
    public void Name_the_last_error_in_one_line()
    {
        var totals = new RunTotals();
        totals.Add(Line(AuditResult.Refused, 1, RefusalCause.Maps, "first"));
        totals.Add(Line(AuditResult.Failed, 1, RefusalCause.Kernel, "a \"b\" \\ c\n" + new string('x', 300)));
        totals.Add(Line(AuditResult.Nothing, 1));

        var text = MetricsFile.Text(totals, isInstalled: true, isReady: true);

        Assert.That(text, Does.Contain("oci_idmap_hook_refusals_total{cause=\"maps\"} 1\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_refusals_total{cause=\"kernel\"} 1\n"));
        Assert.That(text, Does.Contain("{container=\"c\",cause=\"kernel\",message=\"a \\\"b\\\" \\\\ c\\\\u000axxx"));
        Assert.That(text, Does.Contain("x…\"} 1\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_last_error_timestamp_seconds 1767323045\n"));
    }

    [Test]
    public void Count_what_is_no_record()
    {
        var totals = new RunTotals();
        totals.Add("{"u8.ToArray());

        Assert.That(MetricsFile.Text(totals, true, true), Does.Contain("oci_idmap_hook_audit_broken_lines_total 1\n"));
    }

    [Test]
    public void Cannot_be_written_where_there_is_no_folder() => Assert.That(
        () => MetricsFile.Write("/nowhere/hook.prom", new RunTotals(), isInstalled: true, isReady: true),
        Throws.InstanceOf<OperationException>().With.Message.StartsWith(
            "the metrics file /nowhere/hook.prom cannot be written: "));

    private static ReadOnlyMemory<byte> Line(
        AuditResult result, long microseconds, RefusalCause? cause = null, string message = "said") => new AuditRecord
        {
            Time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Version = "0.1.0",
            Container = "c",
            Result = result,
            Cause = cause,
            Message = message,
            Microseconds = new AuditTimes(0, 0, 0, 0, microseconds),
        }.ToLine();
}
