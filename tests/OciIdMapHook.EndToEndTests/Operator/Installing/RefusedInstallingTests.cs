using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>Why it is not installed, or not uninstalled, and that all is as it was.</summary>
public sealed class RefusedInstallingTests
{
    private InstallRoot root = null!;

    [SetUp]
    public void Create() => root = new InstallRoot();

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task There_is_no_hook() => AssertFailed(
        await Ctl.RunAsync("install", "--root", root.FullPath, "--hook", "/nowhere"),
        "the hook /nowhere cannot be read: ");

    [Test]
    public async Task It_is_no_hook() => AssertFailed(
        await Ctl.RunAsync("install", "--root", root.FullPath, "--hook", "/bin/true"),
        "/bin/true is no oci-idmap-hook whose version is known: it has no note of its version");

    [Test]
    public async Task It_is_of_another_version()
    {
        var hook = root.FullPath + "/hook";
        await InstallRoot.WriteHookOfVersionAsync(hook, "9.9.0");

        AssertFailed(
            await Ctl.RunAsync("install", "--root", root.FullPath, "--hook", hook),
            $"{hook} is version 9.9.0 and this tool is ");
    }

    [Test]
    public async Task It_is_a_script()
    {
        var hook = Script("exec sleep 60");

        AssertFailed(
            await Ctl.RunAsync("install", "--root", root.FullPath, "--hook", hook),
            $"{hook} cannot be run: it is no executable of this machine");
    }

    [Test]
    public async Task The_root_is_no_folder() => AssertFailed(
        await Ctl.RunAsync("install", "--root", "/etc/passwd", "--hook", Shipped.Hook),
        "/etc/passwd is no root directory to install below: ");

    [Test]
    public async Task The_folder_is_not_absolute() => AssertFailed(
        await root.InstallAsync("--dir", "hooks.d"),
        "the hooks.d folder hooks.d is not absolute; give it as the engine sees it");

    [Test]
    public async Task The_folder_is_a_file()
    {
        Directory.CreateDirectory(root.FullPath + "/etc");
        await File.WriteAllTextAsync(root.FullPath + "/etc/hooks.d", "");

        AssertFailed(await root.InstallAsync("--dir", "/etc/hooks.d"), "/etc/hooks.d is no folder to install to: ");
    }

    [Test]
    public async Task The_folder_is_a_link_to_nothing()
    {
        Directory.CreateDirectory(root.FullPath + "/etc");
        File.CreateSymbolicLink(root.FullPath + "/etc/hooks.d", "/nowhere");

        AssertFailed(
            await root.InstallAsync("--dir", "/etc/hooks.d"),
            "the folder /etc/hooks.d cannot be made: a symbolic link to nothing is there; remove it");
    }

    [Test]
    public async Task Another_process_is_installing()
    {
        await using var holder = await LockedFolder.OfAsync(root.FullPath);

        AssertFailed(
            await root.InstallAsync(),
            $"another process has been installing below {root.FullPath} for 3 seconds; wait for it or end it");
    }

    [Test]
    public async Task Programs_do_not_run_where_it_would_be()
    {
        var outcome = await HostCommand.RunAsync(
            Repository.EnvironmentScript("enter.sh"), "host", "--", "sh", "-c",
            $"mount -t tmpfs -o noexec none {root.FullPath} && exec {Ctl.Executable} {string.Join(' ', root.InstallArguments)}");

        AssertFailed(
            outcome,
            "the hook is not installed, and all is as it was before: it cannot be run: /usr/libexec/oci/hooks.d is on a file "
            + "system that is mounted noexec; mount it with exec");
    }

    [Test]
    public async Task A_later_step_fails_and_the_earlier_ones_are_undone()
    {
        await File.WriteAllTextAsync(Planted(root.Hook), "an older hook");
        InstallRoot.WriteHookFile(root.Packaged, InstallRoot.HookPath);
        var before = await ContentsAsync();
        Directory.CreateDirectory(root.Administrators);

        AssertFailed(
            await root.InstallAsync("--dir", InstallRoot.PackagedFolder, "--dir", InstallRoot.AdministratorFolder),
            "the hook is not installed, and all is as it was before: link of oci-idmap-hook.json");
        Assert.That(await ContentsAsync(), Is.EqualTo(before));
        Assert.That(root.Unfinished, Is.Empty);
    }

    [Test]
    public async Task A_file_elsewhere_would_be_left_without_its_hook()
    {
        (await root.InstallAsync("--dir", InstallRoot.PackagedFolder, "--dir", InstallRoot.AdministratorFolder)).Succeeded();

        AssertFailed(
            await root.UninstallAsync(),
            $"{InstallRoot.AdministratorFolder}/{InstallRoot.FileName} would be left without its executable; "
            + "name its folder with --dir, or remove the file first");
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    private static void AssertFailed(CommandOutcome outcome, string why)
    {
        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.StandardError, Does.StartWith($"oci-idmapctl: {why}"));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }

    private static string Planted(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private async Task<string> ContentsAsync() =>
        await HostCommand.ReadAsync(
            "sh", "-c",
            $"cd {root.FullPath} && find . -type f | sort | xargs sha256sum && find . -type f | sort | xargs stat -c '%a %i'");

    private string Script(string line)
    {
        var path = root.FullPath + "/hook";
        File.WriteAllText(path, $"#!/bin/sh\n{line}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
