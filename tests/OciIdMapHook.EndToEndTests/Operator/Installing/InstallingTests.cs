using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

public sealed class InstallingTests
{
    private InstallRoot root = null!;

    [SetUp]
    public void Create() => root = new InstallRoot();

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task Puts_the_hook_and_its_file_in_place_and_takes_them_away()
    {
        var installed = (await root.InstallAsync()).Succeeded();

        Assert.That(installed.Lines, Has.Count.EqualTo(5));
        Assert.That(installed.Lines[1], Does.StartWith(InstallRoot.HookPath).And.Contain(" installed"));
        Assert.That(installed.Lines[2], Does.StartWith(InstallRoot.PackagedFolder).And.Contain(" installed"));
        Assert.That(installed.Lines[3], Does.StartWith(InstallRoot.PodmansFolder).And.Contain(" installed"));
        Assert.That(installed.Lines[4], Does.StartWith(Shipped.PodmanDropIn).And.Contain(" installed"));
        Assert.That(await File.ReadAllBytesAsync(root.Hook), Is.EqualTo(await File.ReadAllBytesAsync(Shipped.Hook)));
        Assert.That(
            await File.ReadAllBytesAsync(root.Packaged), Is.EqualTo(await File.ReadAllBytesAsync(Shipped.HooksDirectoryFile)));
        Assert.That(
            await File.ReadAllBytesAsync(root.Precreate), Is.EqualTo(await File.ReadAllBytesAsync(Shipped.PrecreateFile)));
        Assert.That(
            await File.ReadAllBytesAsync(root.DropIn), Is.EqualTo(await File.ReadAllBytesAsync(Shipped.PodmanConfiguration)));
        Assert.That(Mode(root.Hook), Is.EqualTo("755"));
        Assert.That(new[] { root.Packaged, root.Precreate, root.DropIn }.Select(Mode), Is.All.EqualTo("644"));

        var removed = (await root.UninstallAsync()).Succeeded();

        Assert.That(removed.Lines[1], Does.StartWith(Shipped.PodmanDropIn).And.Contain(" removed"));
        Assert.That(removed.Lines[2], Does.StartWith(InstallRoot.PackagedFolder).And.Contain(" removed"));
        Assert.That(removed.Lines[3], Does.StartWith(InstallRoot.PodmansFolder).And.Contain(" removed"));
        Assert.That(removed.Lines[4], Does.StartWith(InstallRoot.HookPath).And.Contain(" removed"));
        Assert.That(Directory.EnumerateFiles(root.FullPath, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Touches_nothing_that_is_right()
    {
        (await root.InstallAsync()).Succeeded();
        string[] stat = ["-c", "%i %z", root.Hook, root.Packaged, root.Precreate, root.DropIn];
        var before = await HostCommand.ReadAsync("stat", stat);

        var again = await Ctl.RunJsonAsync(root.InstallArguments);

        Assert.That(await HostCommand.ReadAsync("stat", stat), Is.EqualTo(before));
        Assert.That(again.GetProperty("root").GetString(), Is.EqualTo(root.FullPath));
        Assert.That(
            again.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("action").GetString()),
            Is.EqualTo(["kept", "kept", "kept", "kept"]));
        Assert.That(again.GetProperty("steps")[0].GetProperty("path").GetString(), Is.EqualTo(InstallRoot.HookPath));
    }

    [Test]
    public async Task Serves_several_folders()
    {
        (await root.InstallAsync("--dir", InstallRoot.PackagedFolder, "--dir", InstallRoot.AdministratorFolder)).Succeeded();

        Assert.That(File.Exists(root.Packaged) && File.Exists(root.Administrators), Is.True);
    }

    [Test]
    public async Task Repairs_what_is_broken()
    {
        (await root.InstallAsync()).Succeeded();
        await File.WriteAllTextAsync(root.Packaged, "{");
        await File.WriteAllTextAsync(root.Precreate, "");
        await File.WriteAllTextAsync(root.DropIn, "");
        File.SetUnixFileMode(root.Hook, UnixFileMode.None);

        Assert.That((await root.StatusAsync()).ExitCode, Is.EqualTo(3));
        var repaired = (await root.InstallAsync()).Succeeded();

        Assert.That(repaired.Lines.Skip(1), Has.All.Contains(" replaced"));
        Assert.That(await root.IsWholeAsync(), Is.True);
        Assert.That(root.Unfinished, Is.Empty);
    }

    [Test]
    public async Task Does_not_leave_the_root_by_links()
    {
        using var outside = new InstallRoot();
        Directory.CreateDirectory(root.FullPath + "/usr/libexec");
        Directory.CreateSymbolicLink(root.FullPath + "/usr/libexec/oci", outside.FullPath);
        Directory.CreateSymbolicLink(root.FullPath + "/usr/share", "../../../../../../../shared");
        Directory.CreateDirectory(root.FullPath + "/shared");
        Directory.CreateDirectory(root.FullPath + outside.FullPath);

        (await root.InstallAsync()).Succeeded();

        Assert.That(outside.Files, Is.Empty);
        Assert.That(root.Files, Is.EquivalentTo(
            [
                $"{outside.FullPath}/hooks.d/oci-idmap-hook", "/shared/containers/oci/hooks.d/oci-idmap-hook.json",
                "/shared/oci-idmap-hook/podman/hooks.d/oci-idmap-hook-precreate.json", Shipped.PodmanDropIn,
            ]));
    }

    [TestCase(InstallRoot.PackagedFolder)]
    [TestCase(InstallRoot.PodmansFolder)]
    public async Task Leaves_the_files_of_others_alone(string folder)
    {
        var foreign = Path.Combine(root.FullPath + folder, "other.json");
        InstallRoot.WriteHookFile(foreign, "/usr/bin/other");
        var before = await File.ReadAllTextAsync(foreign);

        (await root.InstallAsync()).Succeeded();
        (await root.UninstallAsync()).Succeeded();

        Assert.That(await File.ReadAllTextAsync(foreign), Is.EqualTo(before));
    }

    [Test]
    public async Task Replaces_anothers_file_of_its_name_only_where_it_is_told_to()
    {
        InstallRoot.WriteHookFile(root.Packaged, "/usr/bin/other");

        var refused = await root.InstallAsync();

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.StandardError.TrimEnd(), Is.EqualTo(
            $"oci-idmapctl: {InstallRoot.PackagedFolder}/{InstallRoot.FileName} is not this project's: it names another hook; "
            + "rename it, or replace it with --force"));
        Assert.That(root.Files, Has.Exactly(1).Items);
        Assert.That((await root.UninstallAsync()).Succeeded().StandardOutput, Does.Contain("another project's, left alone"));
        Assert.That((await root.InstallAsync("--force")).Succeeded().StandardOutput, Does.Contain("replaced"));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [Test]
    public async Task Shows_in_colours_what_it_did()
    {
        await using var terminal = new Terminal(columns: 100);

        var screen = await terminal.RunAsync(Ctl.Executable, root.InstallArguments);

        Assert.That(screen.ExitCode, Is.Zero);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Text, Does.Contain("╭").And.Contain("│ installed "));
        Assert.That(screen.Lines, Has.All.Length.LessThanOrEqualTo(100));
    }

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
