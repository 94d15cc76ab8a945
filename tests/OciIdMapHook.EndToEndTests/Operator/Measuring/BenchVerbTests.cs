using System.Text.Json;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Measuring;

/// <summary><c>oci-idmapctl bench</c>: measures, and leaves the user's rootfs and the machine as they were.</summary>
public sealed class BenchVerbTests : Scenario
{
    private const string Everything = "-printf '%p %U:%G %m %s %C@ %T@\\n' | sort";

    [Test]
    public async Task The_table_compares_both_ways_and_the_rootfs_is_not_touched()
    {
        var rootfs = await RootFolder.CreateAsync(Folder);
        var before = await LookAsync(rootfs);

        var outcome = await BenchAsync(rootfs, "--count", "2");

        var lines = outcome.Succeeded().Lines.Select(line => line.TrimEnd()).ToArray();
        Assert.That(lines[0], Is.EqualTo($"rootfs    {rootfs} (ext4)"));
        Assert.That(lines[1], Does.Match("^holds     [0-9,]+ files, [0-9.]+ [KM]iB$"));
        Assert.That(lines[2], Is.EqualTo("measured  2 times each"));
        Assert.That(lines, Has.One.Match("^what +median +least +most +ratio$"));
        Assert.That(lines, Has.One.Match("^idmapped mount +[0-9.]+ ms +[0-9.]+ ms +[0-9.]+ ms +1$"));
        Assert.That(lines, Has.One.Match("^recursive chown +[0-9.]+ m?s +[0-9.]+ m?s +[0-9.]+ m?s +[0-9,]+$"));
        Assert.That(outcome.StandardError, Is.Empty, "No progress where nobody looks");
        Assert.That(await LookAsync(rootfs), Is.EqualTo(before));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Folder("work")), Is.Empty);
    }

    [Test]
    public async Task Json_has_every_sample()
    {
        var rootfs = await RootFolder.CreateAsync(Folder);

        using var document = JsonDocument.Parse((await BenchAsync(rootfs, "--count", "3", "--json")).Succeeded().StandardOutput);

        var bench = document.RootElement;
        var files = await HostCommand.ReadAsync(
            "/bin/sh", "-c",
            $"find {rootfs} | wc -l; find {rootfs} -type f -printf '%s\\n' | awk '{{ sum += $1 }} END {{ print sum }}'");
        Assert.That(
            $"{bench.GetProperty("files").GetInt64()}\n{bench.GetProperty("bytes").GetInt64()}", Is.EqualTo(files));
        var chown = bench.GetProperty("chown");
        var samples = chown.GetProperty("samples").EnumerateArray().Select(sample => sample.GetDouble()).Order().ToArray();
        Assert.That(samples, Has.Length.EqualTo(3));
        Assert.That(chown.GetProperty("median").GetDouble(), Is.EqualTo(samples[1]));
        Assert.That(
            bench.GetProperty("ratio").GetDouble(),
            Is.EqualTo(samples[1] / bench.GetProperty("idmap").GetProperty("median").GetDouble()).Within(1e-6));
    }

    [Test]
    public async Task Without_the_chown_there_is_nothing_to_compare_with()
    {
        var outcome = await BenchAsync(await RootFolder.CreateAsync(Folder), "--count", "1", "--chown", "false");

        Assert.That(outcome.Succeeded().Lines, Has.Some.StartsWith("measured  once each"));
        Assert.That(outcome.StandardOutput, Does.Not.Contain("recursive chown"));
    }

    [Test]
    public async Task Without_a_rootfs_a_sample_is_made_and_removed()
    {
        var outcome = await BenchAsync("--count", "1", "--chown", "false");

        Assert.That(outcome.Succeeded().Lines, Has.Some.StartsWith("holds     5,051 files, 19.5 MiB"));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Folder("work")), Is.Empty);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task An_interruption_puts_everything_away(string signal)
    {
        var work = Folder.Folder("work");
        var rootfs = await RootFolder.CreateAsync(Folder);
        // A shell has what it starts in the background ignore the first of them.
        var script = $$"""
            env --default-signal=INT {{Ctl.Executable}} bench {{rootfs}} --count 1000 --work-folder {{work}} & bench=$!
            until [ -e {{work}}/*/snapshot/upper/usr ]; do sleep 0.01; done
            kill -{{signal}} $bench
            wait $bench
            """;

        var outcome = await HostCommand.RunAsync("/bin/sh", "-c", script);

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(
            outcome.StandardError, Is.EqualTo("oci-idmapctl: the measurement was interrupted; what it had made is removed\n"));
        Assert.That(Directory.EnumerateFileSystemEntries(work), Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_measured_is_said_in_one_line()
    {
        var rootfs = await RootFolder.CreateAsync(Folder);
        await SaysAsync(1, "missing is not there, or no folder", Path.Combine(Folder.FullPath, "missing"));
        await SaysAsync(1, "no Linux known to this hook supports idmapped mounts of proc", "/proc");
        await SaysAsync(1, "for the snapshot is inside the rootfs; name another one with --work-folder", Folder.FullPath);
        await SaysAsync(2, "--count is 0; measure once at least", rootfs, "--count", "0");
        await SaysAsync(1, "for the measurement is not there; make it or name another one", rootfs, "--work-folder", "/missing");

        var outcome = await PrivateHost.RunAsync(Folder, $"""
            mkdir -p small upper lower merged other; mount -t tmpfs -o size=1m tmpfs small
            $ctl bench {rootfs} --work-folder small || echo $?
            mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=other merged
            $ctl bench {rootfs} --work-folder merged --count 1 || echo $?
            """);

        Assert.That(outcome.Lines, Is.EqualTo(["1", "1"]), outcome.ToString());
        Assert.That(
            outcome.StandardError, Does.Contain("no chown is measured: it copies every file").And.Contain("has 1 MiB left"));
        Assert.That(outcome.StandardError, Does.Contain("the file system of the work folder cannot hold an upper layer"));
    }

    [Test]
    public async Task On_a_terminal_there_is_progress_and_then_a_table()
    {
        var rootfs = await RootFolder.CreateAsync(Folder);
        await using var terminal = new Terminal(columns: 80);

        var screen = await terminal.RunAsync(
            "script", "--quiet", "--return", "--command",
            $"{Ctl.Executable} bench {rootfs} --count 1 --work-folder {Folder.Folder("work")}",
            Path.Combine(Folder.FullPath, "typescript"));

        Assert.That(screen.ExitCode, Is.Zero, screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Text, Does.Contain("╭").And.Contain("recursive chown").And.Not.Contain("%"));
        Assert.That(screen.Lines, Has.All.Length.LessThanOrEqualTo(80));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(Folder.FullPath, "typescript")), Does.Contain("recursive chown, 1 of 1"));
    }

    private static Task<string> LookAsync(string rootfs) => HostCommand.ReadAsync("/bin/sh", "-c", $"find {rootfs} {Everything}");

    private Task<CommandOutcome> BenchAsync(params string[] arguments) =>
        Ctl.RunAsync(["bench", "--work-folder", Folder.Folder("work"), .. arguments]);

    private async Task SaysAsync(int exitCode, string text, params string[] arguments)
    {
        string[] work = arguments.Contains("--work-folder") ? [] : ["--work-folder", Folder.Folder("work")];
        var outcome = await Ctl.RunAsync(["bench", .. arguments, .. work]);

        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: ").And.Contain(text));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }
}
