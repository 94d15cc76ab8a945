using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Installing;

/// <summary>What is installed for Podman's own stage, and what of the administrator's it leaves as it is.</summary>
public sealed class PodmansStageTests
{
    private const string Others = """[engine]\nhooks_dir = ["/srv/hooks.d"]\n""";

    private InstallRoot root = null!;

    [SetUp]
    public void Create() => root = new InstallRoot();

    [TearDown]
    public void Remove() => root.Dispose();

    [Test]
    public async Task Is_left_out_where_that_is_asked_for()
    {
        (await root.InstallAsync("--no-precreate")).Succeeded();

        Assert.That(root.Files, Is.EquivalentTo([InstallRoot.HookPath, $"{InstallRoot.PackagedFolder}/{InstallRoot.FileName}"]));
        Assert.That((await root.StatusAsync("--no-precreate")).ExitCode, Is.Zero);
        Assert.That((await root.StatusAsync()).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task Does_not_stay_behind_without_its_executable()
    {
        (await root.InstallAsync()).Succeeded();

        var refused = await root.UninstallAsync("--no-precreate");

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.StandardError, Does.StartWith(
            $"oci-idmapctl: {InstallRoot.PodmansFolder}/oci-idmap-hook-precreate.json would be left without its executable; "));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [TestCase("/usr/share/containers/containers.conf")]
    [TestCase("/etc/containers/containers.conf")]
    [TestCase("/etc/containers/containers.conf.d/00-a.conf")]
    public async Task Takes_the_place_of_no_hooks_dir_that_Podman_reads_before_it(string path)
    {
        await WriteAsync(path);

        var installed = (await root.InstallAsync()).Succeeded();

        Assert.That(
            installed.Lines[4], Does.StartWith(Shipped.PodmanDropIn).And.Contain("left out, as hooks_dir is set; see check"));
        Assert.That(File.Exists(root.DropIn), Is.False);
        Assert.That(File.Exists(root.Precreate), Is.True);
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [Test]
    public async Task Gives_way_to_a_hooks_dir_that_came_later()
    {
        (await root.InstallAsync()).Succeeded();
        await WriteAsync("/etc/containers/containers.conf");

        var status = await root.StatusAsync();
        var again = (await root.InstallAsync()).Succeeded();

        Assert.That(status.ExitCode, Is.EqualTo(3));
        Assert.That(status.Lines[4], Does.StartWith(Shipped.PodmanDropIn)
            .And.Contain("it takes the place of hooks_dir of /etc/containers/containers.conf"));
        Assert.That(again.Lines[4], Does.Contain(" removed"));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [TestCase("/etc/containers/containers.conf.d/50-mine.conf")]
    [TestCase("/root/.config/containers/containers.conf")]
    public async Task Is_configured_before_those_that_may_be_over_it(string path)
    {
        await WriteAsync(path);

        (await root.InstallAsync()).Succeeded();

        Assert.That(File.Exists(root.DropIn), Is.True);
    }

    [Test]
    public async Task Can_be_left_out_where_there_is_no_place_for_it()
    {
        Directory.CreateDirectory(root.FullPath + "/etc/containers");
        await File.WriteAllTextAsync(Path.GetDirectoryName(root.DropIn)!, "");

        var refused = await root.InstallAsync();

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.StandardError.TrimEnd(), Does.StartWith(
            $"oci-idmapctl: {Path.GetDirectoryName(Shipped.PodmanDropIn)} is no folder to install to: ")
            .And.EndsWith("; --no-precreate leaves out what is for Podman's own stage"));
        Assert.That(root.Files, Has.Exactly(1).Items);
        (await root.InstallAsync("--no-precreate")).Succeeded();
    }

    [Test]
    public async Task Replaces_anothers_file_only_where_it_is_told_to()
    {
        await WriteAsync(Shipped.PodmanDropIn);
        InstallRoot.WriteHookFile(root.Precreate, "/usr/bin/other");

        var refused = await root.InstallAsync();
        File.Delete(root.Precreate);
        var again = await root.InstallAsync();
        var removed = (await root.UninstallAsync()).Succeeded();

        Assert.That(refused.StandardError, Does.StartWith(
            $"oci-idmapctl: {InstallRoot.PodmansFolder}/oci-idmap-hook-precreate.json is not this project's: it names another "
            + "hook; "));
        Assert.That(again.StandardError.TrimEnd(), Is.EqualTo(
            $"oci-idmapctl: {Shipped.PodmanDropIn} is not this project's: it does not name its folder; "
            + "rename it, or replace it with --force"));
        Assert.That(removed.Lines[1], Does.StartWith(Shipped.PodmanDropIn).And.Contain("another project's, left alone"));
        Assert.That((await root.InstallAsync("--force")).Succeeded().StandardOutput, Does.Contain("replaced"));
        Assert.That(await root.IsWholeAsync(), Is.True);
    }

    [Test]
    public async Task A_folder_that_the_administrator_has_added_is_not_lost()
    {
        (await root.InstallAsync()).Succeeded();
        var edited = (await File.ReadAllTextAsync(root.DropIn)).Replace(
            "hooks_dir = [", "hooks_dir = [\"/srv/hooks.d\", ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(root.DropIn, edited);

        var isWhole = await root.IsWholeAsync();
        (await root.InstallAsync()).Succeeded();
        var afterInstallation = await File.ReadAllTextAsync(root.DropIn);
        (await root.UninstallAsync()).Succeeded();

        Assert.That(isWhole);
        Assert.That(
            new[] { afterInstallation, await File.ReadAllTextAsync(root.DropIn) },
            Is.All.EqualTo(edited).And.All.Contains("/srv/hooks.d"));
    }

    private async Task WriteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root.FullPath + path)!);
        await HostCommand.ReadAsync("sh", "-c", $"printf '{Others}' >'{root.FullPath}{path}'");
    }
}
