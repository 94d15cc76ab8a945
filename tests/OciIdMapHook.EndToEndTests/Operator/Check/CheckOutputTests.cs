using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>How <c>check</c> tells what it found, and to whom.</summary>
public sealed class CheckOutputTests
{
    [Test]
    public async Task A_pipe_gets_one_line_a_finding_and_a_summary()
    {
        var outcome = await PlantedHost.CheckAsync("");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Lines.SkipLast(1), Has.All.Match(@"^(ok|warning|problem|unknown) +[a-z0-9-]+  +\S.*\S$"));
        Assert.That(
            outcome.Lines[^1], Does.Match(@"^ready: 0 problems, 0 warnings, \d unknown \(Linux \S+, oci-idmap-hook [\d.]+\)$"));
        Assert.That(outcome.StandardOutput, Does.Not.Contain("\e"));
        Assert.That(outcome.StandardError, Is.Empty);
    }

    [Test]
    public async Task A_terminal_gets_colours_and_its_own_width()
    {
        var (executable, arguments) = PlantedHost.CommandLine($"rm {PlantedHost.Hook}");
        await using var terminal = new Terminal(columns: 80, lines: 100);

        var screen = await terminal.RunAsync(executable, arguments);

        Assert.That(screen.ExitCode, Is.EqualTo(3), screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(
            screen.Coloured, Does.Match(@"\e\[[0-9;]*31m[^\e]*problem").Or.Match(@"\e\[[0-9;]*38;5;9m[^\e]*problem"),
            screen.Coloured);
        Assert.That(screen.Text, Does.Contain("why it matters: ").And.Contain("what to do: ").And.Contain("not ready: "));
        Assert.That(screen.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public async Task Programs_are_told_which_engines_and_runtimes_there_are()
    {
        var report = await PlantedHost.ReportAsync("");

        Assert.That(report.GetProperty("engines")[0].GetProperty("name").GetString(), Is.EqualTo("podman"));
        Assert.That(report.GetProperty("engines")[0].GetProperty("version").GetString(), Does.Match(@"^\d+\.\d+"));
        Assert.That(report.Finding("runtime-runc"), Does.Match(@"^ok \| runc [\d.]+ \(/usr/s?bin/runc\) takes its root by "));
        Assert.That(
            report.Finding("runtime-crun"),
            Does.Match(@"^ok \| crun [\d.]+ \(/usr/bin/crun\) takes its root by path, and masks"));
        foreach (var feature in new[] { "user-namespace", "pidfd", "ptrace", "mount-calls", "overlay", "mount-list" })
            Assert.That(report.Finding(feature), Does.StartWith("ok | "));
    }

    [Test]
    public async Task Named_paths_are_tried_too()
    {
        var report = await Ctl.RunJsonAsync("check", "/var/tmp", "/proc", "/no/such/folder");

        var findings = report.Findings("storage-idmap").Select(finding => finding.GetProperty("what").GetString()).ToList();
        Assert.That(findings, Has.One.StartsWith("/var/tmp can be idmapped ("));
        Assert.That(
            findings, Has.One.StartsWith("/proc cannot be idmapped: mount_setattr(MOUNT_ATTR_IDMAP) of /proc on proc: EINVAL"));
        Assert.That(findings, Has.One.StartsWith("/no/such/folder could not be looked at: open of /no/such/folder: ENOENT"));
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_missed()
    {
        await using var empty = WorkFolder.Create();

        var report = await Ctl.RunJsonAsync("check", "--engine", "crio", "--root", empty.FullPath);

        Assert.That(report.Finding("engine-crio"), Does.StartWith("problem | CRI-O was asked for and is not there"));
    }

    [Test]
    public async Task Another_root_is_looked_at_without_running_its_programs()
    {
        await using var folder = WorkFolder.Create();
        var root = folder.Folder("host");
        foreach (var path in new[] { $"{root}/usr/bin/crio", $"{root}{PlantedHost.Hook}" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\ntouch {folder.FullPath}/was-run\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        folder.Folder("host", "etc", "crio", "crio.conf.d");
        await File.WriteAllTextAsync(
            $"{root}/etc/crio/crio.conf.d/10-hooks.conf", "[crio.runtime]\nhooks_dir = [\"/srv/hooks.d\"]\n");
        folder.Folder("host", "srv", "hooks.d");
        File.Copy(Shipped.HooksDirectoryFile, $"{root}/srv/hooks.d/oci-idmap-hook.json");

        var report = await Ctl.RunJsonAsync("check", "--root", root);

        Assert.That(
            report.Finding("hook-in-force"), Does.StartWith("ok | CRI-O runs the hook, by /srv/hooks.d/oci-idmap-hook.json"));
        Assert.That(report.Finding("hook-version"), Does.StartWith($"problem | the version of {PlantedHost.Hook} is not known"));
        Assert.That(
            report.Finding("storage-idmap"), Does.Match("^ok .* where CRI-O keeps containers .*not there yet, so .* was tried"));
        Assert.That(File.Exists($"{folder.FullPath}/was-run"), Is.False);
    }

    [Test]
    public async Task Wrong_arguments_are_bad_usage()
    {
        var engine = await Ctl.RunAsync("check", "--engine", "lxc");
        var root = await Ctl.RunAsync("check", "--root", "/no/such/root");

        Assert.That(engine.ExitCode, Is.EqualTo(2), engine.ToString());
        Assert.That(engine.StandardError, Does.Contain("lxc").And.Contain("podman"));
        Assert.That(root.ExitCode, Is.EqualTo(1), root.ToString());
        Assert.That(root.StandardError, Does.StartWith("oci-idmapctl: /no/such/root is no folder"));
    }
}
