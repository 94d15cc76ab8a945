using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What the hook leaves of its runs, in a /run of the test's own.</summary>
public sealed class AuditRecordsTests : StandInScenario
{
    private const int FullBytes = 4 << 20;

    private readonly PrivateRun machine;

    public AuditRecordsTests() => machine = new PrivateRun(Folder);

    private StandInRun Here => Run.By([.. machine.Entrance]);

    [Test]
    public async Task A_remapped_container_has_a_line_in_a_private_file()
    {
        var facts = (await Here.WithPins().WithSubmounts("data").RunAsync()).ThatRanRight();

        var record = Only();
        Assert.Multiple(() =>
        {
            Assert.That(Text(record, "result"), Is.EqualTo("remapped"));
            Assert.That(
                $"oci-idmap-hook: {Text(record, "message")}\\n", Is.EqualTo(facts.HookError), "The line that the log got");
            Assert.That(Text(record, "container"), Does.StartWith("stand-in"));
            Assert.That(Text(record, "bundle"), Is.EqualTo(Bundle.Folder));
            Assert.That(Text(record, "rootfs"), Is.EqualTo(Bundle.Rootfs));
            Assert.That(Text(record, "fileSystem"), Is.Not.Empty);
            Assert.That(Text(record, "uidMap") + Text(record, "gidMap"), Is.EqualTo("0:100000:655360:100000:65536"));
            Assert.That((int)record["mounts"]!, Is.EqualTo(1));
            Assert.That((int)record["descriptors"]!, Is.GreaterThan(3));
            Assert.That((DateTime)record["time"]!, Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromMinutes(1)));
            Assert.That(Times(record, "read", "observe", "decide", "act"), Is.EqualTo(Times(record, "total")).Within(10));
            Assert.That(Times(record, "act"), Is.Positive);
            Assert.That(Mode(machine.AuditFolder), Is.EqualTo("700"));
            Assert.That(Mode(machine.AuditFile), Is.EqualTo("600"));
        });
    }

    [Test]
    public async Task A_container_without_a_user_namespace_has_one_where_all_are_wanted()
    {
        Bundle.WriteConfig();
        var config = Path.Combine(Folder.FullPath, "config.json");
        await File.WriteAllTextAsync(config, """{ "audit": "all" }""");

        var facts = (await Here.WithHook(Shipped.Hook, "--config", config).With("--no-userns").RunAsync()).ThatRan();

        Assert.That(facts.HookError, Is.Empty, "A record is no line of the log");
        Assert.That(Text(Only(), "message"), Does.Contain("nothing to do: the container has no user namespace"));

        Assert.That(Text(Only(), "result"), Is.EqualTo("nothing"));
        Assert.That(Only()["cause"], Is.Null);
    }

    [TestCase("bad-input", "refused", "--annotation", "io.oci-idmap-hook.rootfs=maybe")]
    [TestCase("maps", "refused", "--pid", "self")]
    [TestCase("kernel", "failed", "--hook-seccomp", "setns:EPERM")]
    [TestCase("file-system", "failed", "--host-mount", "/:ramfs")]
    [TestCase("mounts", "refused", "--same-mntns")]
    public async Task A_refused_container_has_one_with_its_cause(string cause, string result, params string[] option)
    {
        var facts = await Here.With(option).ThatGoesOnRegardless().RunAsync();

        var record = Only();
        Assert.That((Text(record, "result"), Text(record, "cause")), Is.EqualTo((result, cause)));
        Assert.That(facts.HookError, Does.Contain(Text(record, "message").Replace("\\", "\\\\", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_state_that_cannot_be_read_has_one_without_a_container()
    {
        await HostCommand.RunOnAsync("{", machine.Entrance[0], [.. machine.Entrance[1..], Shipped.Hook]);

        Assert.That((Text(Only(), "cause"), Only()["container"]), Is.EqualTo(("bad-input", (JsonNode?)null)));
    }

    [Test]
    public async Task Two_hundred_hooks_at_once_leave_two_hundred_whole_lines()
    {
        var script = "for i in $(seq 200); do \"$@\" >/dev/null & done; wait";
        string[] command =
            [.. machine.Entrance, "sh", "-c", script, "sh", BuiltStandIn.Executable, "--bundle", Bundle.Folder, "--hook",
                Shipped.Hook];

        (await HostCommand.RunAsync(command[0], command[1..])).Succeeded();

        var records = machine.Lines().Select(line => JsonNode.Parse(line)!).ToList();
        Assert.That(records.Select(record => Text(record, "container")).Distinct().Count(), Is.EqualTo(200));
        Assert.That(records.Select(record => Text(record, "result")), Has.All.EqualTo("remapped"));
    }

    [Test]
    public async Task Hooks_that_find_the_file_full_set_it_aside_once_and_lose_no_line()
    {
        Directory.CreateDirectory(machine.AuditFolder);
        await File.WriteAllTextAsync(machine.AuditFile, new string(' ', FullBytes - (256 << 10) - 1) + "\n");
        await File.WriteAllTextAsync(machine.OlderAuditFile, "the one before");
        var script = "for i in $(seq 20); do \"$@\" >/dev/null & done; wait";
        string[] command =
            [.. machine.Entrance, "sh", "-c", script, "sh", BuiltStandIn.Executable, "--bundle", Bundle.Folder, "--hook",
                Shipped.Hook];

        (await HostCommand.RunAsync(command[0], command[1..])).Succeeded();

        string[] lines = [.. (await File.ReadAllLinesAsync(machine.OlderAuditFile))[1..], .. machine.Lines()];
        Assert.That(lines.Select(line => Text(JsonNode.Parse(line)!, "container")).Distinct().Count(), Is.EqualTo(20));
        Assert.That(new FileInfo(machine.OlderAuditFile).Length, Is.LessThanOrEqualTo(FullBytes));
        Assert.That(machine.Lines(), Is.Not.Empty, "A new file was begun");
        Assert.That(Directory.GetFileSystemEntries(machine.AuditFolder), Has.Length.EqualTo(2));
    }

    /// <summary>strace holds it up between its look at the full file and the lock.</summary>
    [Test]
    public async Task A_hook_that_comes_late_sets_no_new_file_aside()
    {
        var full = new string(' ', FullBytes - 1) + "\n";
        Directory.CreateDirectory(machine.AuditFolder);
        await File.WriteAllTextAsync(machine.AuditFile, full);
        var log = Path.Combine(Folder.FullPath, "strace");

        var late = Here.WithHook("/usr/bin/strace", "-o", log, "-e", "inject=flock:delay_enter=1000000", Shipped.Hook)
            .RunAsync();
        while (!File.Exists(log) || !(await File.ReadAllTextAsync(log)).Contains("audit.jsonl", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(5));

        (await Here.RunAsync()).ThatRanRight();
        (await late).ThatRanRight();

        Assert.That(
            (await File.ReadAllTextAsync(machine.OlderAuditFile))[..full.Length], Is.EqualTo(full),
            "What was full is the older one");
        Assert.That(machine.Lines(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task The_longest_names_make_no_longer_line_than_there_may_be()
    {
        var annotation = new string('"', 60_000);

        (await Here.With("--annotation", $"io.oci-idmap-hook.rootfs={annotation}").ThatGoesOnRegardless().RunAsync()).ThatRan();

        Assert.That(new FileInfo(machine.AuditFile).Length, Is.InRange(2000, 8192));
        Assert.That(Text(Only(), "message"), Does.EndWith("\"…"));
    }

    private JsonNode Only()
    {
        var lines = machine.Lines();
        Assert.That(lines, Has.Length.EqualTo(1));
        return JsonNode.Parse(lines[0])!;
    }

    private static string Text(JsonNode record, string name) => (string?)record[name] ?? "";

    private static long Times(JsonNode record, params string[] steps) => steps.Sum(step => (long)record["microseconds"]![step]!);

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
