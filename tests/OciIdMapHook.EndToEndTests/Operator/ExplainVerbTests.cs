using System.Text.Json;
using OciIdMapHook.EndToEndTests.StandIn;

namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>Of containers that a hook has run for, in a /run of the test's own.</summary>
public sealed class ExplainVerbTests : StandInScenario
{
    private readonly PrivateRun machine;

    public ExplainVerbTests() => machine = new PrivateRun(Folder);

    [Test]
    public async Task A_remapped_container_is_explained_step_by_step()
    {
        (await Run.By([.. machine.Entrance]).WithPins().WithSubmounts("data").RunAsync()).ThatRanRight();

        var outcome = (await ExplainAsync("--latest")).Succeeded();

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Lines[0], Is.EqualTo("remapped: the rootfs belongs to the container's ids"));
            Assert.That(outcome.StandardOutput, Does.Match(@"(?m)^container +stand-in"));
            Assert.That(outcome.StandardOutput, Does.Match(@"(?m)^known from +the audit record in /run/oci-idmap-hook *$"));
            Assert.That(
                outcome.StandardOutput, Does.Match($"(?m)^read +[0-9.]+ (µs|ms) +the bundle {Bundle.Folder}, init [0-9]+ *$"));
            Assert.That(
                outcome.StandardOutput, Does.Match($"(?m)^found +[0-9.]+ (µs|ms) +the rootfs {Bundle.Rootfs} on [a-z0-9]+ *$"));
            Assert.That(outcome.StandardOutput, Does.Match("(?m)^decided +[0-9.]+ (µs|ms) +remap through 0:100000:65536 *$"));
            Assert.That(
                outcome.StandardOutput, Does.Match(
                    "(?m)^done +[0-9.]+ (µs|ms) +1 mount carried over, [1-9] descriptors re-opened, 0 volumes idmapped *$"));
            Assert.That(outcome.StandardOutput, Does.Match("(?m)^in all +[0-9.]+ (µs|ms) *$"));
            Assert.That(
                outcome.Lines[^1], Does.StartWith("container stand-in").And.Contain(
                    "remounted idmapped (0:100000:65536), 1 mount carried over"));
        });
    }

    [Test]
    public async Task A_refused_one_is_explained_with_its_cause_and_as_JSON()
    {
        await Run.By([.. machine.Entrance]).With("--host-mount", "/:ramfs").RunAsync();

        var outcome = (await ExplainAsync("--latest")).Succeeded();
        var run = JsonDocument.Parse((await ExplainAsync("--latest", "--json")).StandardOutput).RootElement.GetProperty(
            "runs")[0];

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Lines[0], Is.EqualTo("failed (file-system): the container did not start"));
            Assert.That(outcome.StandardOutput, Does.Match("(?m)^done .* a step failed *$"));
            Assert.That(run.GetProperty("result").GetString(), Is.EqualTo("failed"));
            Assert.That(run.GetProperty("cause").GetString(), Is.EqualTo("file-system"));
            Assert.That(run.GetProperty("isRefused").GetBoolean(), Is.True);
            Assert.That(run.GetProperty("message").GetString(), Does.Contain("mount_setattr"));
            Assert.That(run.GetProperty("fileSystem").GetString(), Is.EqualTo("ramfs"));
            Assert.That(run.GetProperty("microseconds").GetProperty("act").GetInt64(), Is.Positive);
        });
    }

    [Test]
    public async Task A_beginning_of_the_id_does_when_no_other_one_has_it()
    {
        WriteRecords("web-1", "web-2", "db-1", "db-1", "db");

        Assert.That((await ExplainAsync("web-2")).Succeeded().StandardOutput, Does.Match("(?m)^container +web-2 *$"));
        Assert.That((await ExplainAsync("db")).Succeeded().StandardOutput, Does.Match("(?m)^container +db *$"));
        Assert.That(
            (await ExplainAsync("db-")).Succeeded().StandardOutput,
            Does.Match("(?m)^runs +2 for this container, of which this is the last"));
        await FailsAsync(
            1, "the ids of 2 containers begin with \"web\": web-1, web-2; give more of the one that is meant", "web");
    }

    [Test]
    public async Task Without_a_record_the_journal_is_asked()
    {
        WriteJournal("""
            {"OCI_CONTAINER_ID":"old-1","MESSAGE":"container old-1: refused: the maps","PRIORITY":"3",
            """
            + """
            "__REALTIME_TIMESTAMP":"1767323045006007"}
            """);

        var outcome = (await ExplainAsync("old")).Succeeded();

        Assert.That(outcome.Lines.Select(line => line.TrimEnd()), Is.EqualTo([
            "refused: the container did not start", "container   old-1", "when        2026-01-02 03:04:05.006 UTC",
            "known from  the journal", "container old-1: refused: the maps",
        ]));
    }

    [Test]
    public async Task What_is_not_found_is_told_with_where_it_was_looked_for()
    {
        WriteRecords("web-1");
        WriteJournal("");

        await FailsAsync(
            1,
            "no run of the hook for a container \"db\" was found: /run/oci-idmap-hook has 1 records, the oldest of 2026-01-02 "
            + "03:04:05 UTC, and the journal has no line of it either. The hook did not run for it (oci-idmapctl check), or "
            + "leaves no records (audit is false: oci-idmapctl config), or it was before the host was booted, or on another host",
            "db");
    }

    [Test]
    public async Task Without_a_journal_that_is_told_too()
    {
        await File.WriteAllTextAsync(JournalProgram, "#!/bin/sh\nexit 1\n");

        await FailsAsync(
            1, "/run/oci-idmap-hook has no records, and there is no journal to read (no journalctl, or no systemd)", "--latest");
    }

    [TestCase]
    [TestCase("web-1", "--latest")]
    public Task It_takes_an_id_or_the_last_one(params string[] arguments) =>
        FailsAsync(2, "explain takes the id of a container, or --latest, and not both.", arguments);

    [Test]
    public async Task On_a_terminal_it_has_colours_and_breaks_its_lines()
    {
        (await Run.By([.. machine.Entrance]).RunAsync()).ThatRanRight();
        await using var terminal = new Terminal(columns: 60);

        var screen = await terminal.RunAsync(
            machine.Entrance[0], [.. machine.Entrance[1..], Ctl.Executable, "explain", "--latest"]);

        Assert.That(screen.ExitCode, Is.Zero, screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Text, Does.Contain("╭").And.Contain("decided").And.Contain("remap through"));
        Assert.That(screen.Lines.Select(line => line.TrimEnd().Length), Has.All.LessThanOrEqualTo(60));
    }

    private string JournalProgram
    {
        get
        {
            var program = Path.Combine(Folder.Folder("bin"), "journalctl");
            if (!File.Exists(program))
                File.WriteAllText(program, "#!/bin/sh\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return program;
        }
    }

    private async Task FailsAsync(int exitCode, string sentence, params string[] arguments)
    {
        var outcome = await ExplainAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: ").And.Contain(sentence));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }

    /// <summary>With a journal of the test's own: this machine's may know a container of the same name.</summary>
    private Task<CommandOutcome> ExplainAsync(params string[] arguments) => HostCommand.RunAsync(
        machine.Entrance[0],
        [.. machine.Entrance[1..], "env", $"PATH={Path.GetDirectoryName(JournalProgram)}:/usr/bin:/bin", Ctl.Executable,
            "explain", .. arguments]);

    private void WriteJournal(string lines)
    {
        var text = Path.Combine(Folder.FullPath, "journal");
        File.WriteAllText(text, lines);
        File.WriteAllText(JournalProgram, $"#!/bin/sh\ncase \"$*\" in *OCI_CONTAINER_ID=*) ;; *) cat {text} ;; esac\n");
    }

    private void WriteRecords(params string[] containers)
    {
        Directory.CreateDirectory(machine.AuditFolder);
        File.WriteAllLines(machine.AuditFile, containers.Select(container => JsonSerializer.Serialize(new
        {
            time = "2026-01-02T03:04:05.006Z",
            version = "0.1.0",
            container,
            result = "nothing",
            message = "nothing to do",
        })));
    }
}
