using System.Text.RegularExpressions;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>What the agent tells Prometheus and the journal.</summary>
public sealed class AgentReportsTests
{
    private InstallRoot root = null!;

    private string Metrics => root.FullPath + "/hook.prom";

    private string Audit => root.FullPath + "/audit.jsonl";

    [SetUp]
    public void Create() => root = new InstallRoot();

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task Each_run_is_counted_once_across_rotations()
    {
        await File.WriteAllTextAsync(Audit, Line("remapped", 900) + Line("nothing", 400));
        await using var agent = await StartAsync();
        await UntilAsync("oci_idmap_hook_runs_total{result=\"remapped\"} 1");

        await File.AppendAllTextAsync(Audit, Line("remapped", 2_000));
        File.Move(Audit, Audit + ".1");
        await File.WriteAllTextAsync(Audit, Line("remapped", 30_000) + Line("refused", 100, "owner", "the \"reason\""));

        await UntilAsync("oci_idmap_hook_runs_total{result=\"remapped\"} 3");
        var text = await File.ReadAllTextAsync(Metrics);
        Assert.That(text, Does.Contain("oci_idmap_hook_runs_total{result=\"nothing\"} 1\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_refusals_total{cause=\"owner\"} 1\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_duration_seconds_bucket{le=\"0.001\"} 3\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_duration_seconds_count 5\n"));
        Assert.That(text, Does.Contain("oci_idmap_hook_duration_seconds_sum 0.0334\n"));
        Assert.That(text, Does.Contain("""last_error_info{container="c1",cause="owner",message="the \"reason\""} 1"""));
        Assert.That(
            text,
            Does.Match(
                @"(?m)^oci_idmap_hook_last_error_timestamp_seconds 1\.7\d+E\+?09$|^oci_idmap_hook_last_error_timestamp_seconds "
                + @"17\d{8}"));
        Assert.That(text, Does.Contain("oci_idmap_hook_installed 1\n"));
        Assert.That(Directory.EnumerateFiles(root.FullPath, ".hook.prom*"), Is.Empty);
    }

    [Test]
    public async Task A_failure_is_said_once_and_shown_until_it_is_over()
    {
        await using var agent = await StartAsync();
        await UntilAsync("oci_idmap_hook_installed 1");

        InstallRoot.WriteHookFile(root.Packaged, "/usr/bin/other");
        await UntilAsync("oci_idmap_hook_installed 0");
        Assert.That(await File.ReadAllTextAsync(Metrics), Does.Contain("oci_idmap_hook_ready 0\n"));
        await Task.Delay(TimeSpan.FromMilliseconds(500)); // several looks
        Assert.That(await File.ReadAllTextAsync(root.Packaged), Does.Contain("/usr/bin/other"));
        File.Delete(root.Packaged);
        await UntilAsync("oci_idmap_hook_installed 1");

        var (outcome, _) = await agent.TerminateAsync();
        Assert.That(
            Regex.Count(outcome.Succeeded().StandardError, "is not this project's"), Is.EqualTo(1), outcome.StandardError);
        Assert.That(outcome.StandardError, Does.Contain("It works again: install."));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [Test]
    public async Task A_file_that_cannot_be_written_does_not_end_it()
    {
        await using var agent = await AgentRun.StartAsync(root, "--interval", "100ms", "--metrics", "/nowhere/hook.prom");
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        File.Delete(root.Packaged);
        await AgentRun.UntilAsync(root.IsWholeAsync, () => "it does not repair");

        var (outcome, _) = await agent.TerminateAsync();

        Assert.That(
            Regex.Count(outcome.Succeeded().StandardError, "the metrics file /nowhere/hook.prom cannot be written: "),
            Is.EqualTo(1));
    }

    private Task<AgentRun> StartAsync() =>
        AgentRun.StartAsync(root, "--interval", "100ms", "--metrics", Metrics, "--audit", root.FullPath);

    private Task UntilAsync(string line) => AgentRun.UntilAsync(
        async () => File.Exists(Metrics)
        && (await File.ReadAllTextAsync(Metrics)).Contains(line + "\n", StringComparison.Ordinal),
        () => $"no line {line} in\n{File.ReadAllText(Metrics)}");

    private static string Line(string result, int microseconds, string? cause = null, string message = "said") =>
        $$$"""
        {"time":"2025-06-01T10:00:00.000Z","version":"0.1.0","container":"c1","result":"{{{result}}}","cause":"{{{cause}}}",
        "message":"{{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}}","microseconds":{"total":{{{microseconds}}}}}
        """.Replace("\n", "", StringComparison.Ordinal).Replace("\"cause\":\"\",", "", StringComparison.Ordinal) + "\n";
}
