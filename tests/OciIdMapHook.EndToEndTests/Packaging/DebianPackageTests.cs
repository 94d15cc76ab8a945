using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The Debian package, installed, upgraded, removed and purged on Debians that have never seen it.</summary>
[TestFixture("bookworm")]
[TestFixture("trixie")]
public sealed class DebianPackageTests : Scenario
{
    private const string Owners = "stat -c %u:%g / /etc/made-by-host-root";

    // What dpkg itself remembers of any package that was there once.
    private static readonly string[] MemoryOfDpkg =
        ["/var/lib/dpkg/status", "/var/lib/dpkg/status-old", "/var/lib/dpkg/lock", "/var/lib/dpkg/lock-frontend",
         "/var/lib/dpkg/triggers/Lock", "/var/log/dpkg.log"];

    private readonly CleanTree tree;

    public DebianPackageTests(string suite) =>
        tree = new CleanTree(suite == DebianTree.Bookworm.Name ? DebianTree.Bookworm : DebianTree.Trixie, Folder);

    [Test]
    public async Task Containers_are_remapped_while_it_is_installed_and_start_when_it_is_not()
    {
        var rootfs = await tree.RootfsAsync();
        var before = await tree.RunContainerAsync(rootfs, Owners);
        await InstallAsync();

        var installed = await tree.RunContainerAsync(rootfs, $"{Owners}; echo >/made");
        await DpkgAsync("--remove", "oci-idmap-hook");
        var removed = await tree.RunContainerAsync(rootfs, Owners);

        Assert.That(before.Succeeded().Lines, Is.EqualTo(["65534:65534", "65534:65534"]));
        Assert.That(installed.Succeeded().Lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(await HostCommand.ReadAsync("stat", "-c", "%u:%g", Path.Combine(rootfs, "made")), Is.EqualTo("0:0"));
        Assert.That(removed.Succeeded().Lines, Is.EqualTo(["65534:65534", "65534:65534"]));
    }

    [Test]
    public async Task The_JSON_is_never_there_without_the_hook()
    {
        foreach (var (step, arguments, installed, changes) in Life(await NextVersionAsync()))
        {
            var history = await WatchAsync(arguments, installed);

            Assert.That(history.Broken, Is.Empty, step);
            Assert.That(history.Changes, changes ? Is.GreaterThan(0) : Is.Zero, $"{step} was not seen");
        }
    }

    [Test]
    public async Task Purge_leaves_nothing_behind()
    {
        await InstallAsync();
        await tree.RunAsync("sh", "-c", "mkdir -p /run/oci-idmap-hook");
        var with = tree.ChangedFiles.Except(MemoryOfDpkg).ToList();

        await DpkgAsync("--purge", "oci-idmap-hook");

        Assert.That(with, Has.Member("/usr/bin/oci-idmapctl").And.Member("/etc/oci-idmap-hook/config.json"));
        Assert.That(tree.ChangedFiles.Except(MemoryOfDpkg), Is.Empty);
        Assert.That(tree.ChangedFolders.Where(path => path.Contains("oci", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task An_edited_configuration_outlives_upgrade_and_removal()
    {
        await InstallAsync();
        await tree.RunAsync("sh", "-c", "echo '{ \"rootfs\": \"always\" }' >/etc/oci-idmap-hook/config.json");

        await DpkgAsync("--install", await NextVersionAsync());
        await DpkgAsync("--remove", "oci-idmap-hook");

        var kept = await tree.RunAsync("cat", "/etc/oci-idmap-hook/config.json");
        Assert.That(kept.Succeeded().StandardOutput, Does.Contain("always"));
    }

    [Test]
    public async Task A_removal_that_fails_leaves_the_hook_in_force()
    {
        var rootfs = await tree.RootfsAsync();
        await InstallAsync();
        // The rest of the prerm, after the JSON has gone out of the way, fails.
        await tree.RunAsync("sh", "-c", "echo exit 1 >>/var/lib/dpkg/info/oci-idmap-hook.prerm");

        var removal = await tree.RunAsync("dpkg", "--remove", "oci-idmap-hook");

        Assert.That(removal.ExitCode, Is.Not.Zero, removal.ToString());
        Assert.That((await tree.RunContainerAsync(rootfs, Owners)).Succeeded().Lines, Is.EqualTo(["0:0", "0:0"]));
    }

    [Test]
    public async Task Removal_names_the_files_of_others_that_need_the_hook()
    {
        await InstallAsync();
        await tree.RunAsync(
            "sh", "-c",
            $"mkdir -p /etc/containers/oci/hooks.d && cp {HookFileHistory.Json} /etc/containers/oci/hooks.d/mine.json");

        var removal = await tree.RunAsync("dpkg", "--remove", "oci-idmap-hook");

        Assert.That(
            removal.Succeeded().StandardError,
            Does.Contain($"/etc/containers/oci/hooks.d/mine.json names {HookFileHistory.Hook}, which is being removed"));
    }

    [Test]
    public async Task Check_finds_it_in_force_at_both_stages()
    {
        await InstallAsync();

        var check = await tree.RunAsync("oci-idmapctl", "check", "--engine", "podman");

        Assert.That(check.StandardOutput, Does.Match($"(?m)^ok +hook-in-force +Podman runs the hook, by {HookFileHistory.Json}"));
        Assert.That(check.StandardOutput, Does.Match(
            $"(?m)^ok +hook-precreate +Podman runs the hook before the runtime, by {HookFileHistory.Precreate}"));
        Assert.That(check.StandardOutput, Does.Not.Match("(?m)^(problem|warning) +(hook|other)-"));
    }

    [Test]
    public async Task Removal_takes_both_JSON_files_and_what_has_Podman_read_one_of_them_away()
    {
        string[] files = [HookFileHistory.Json, HookFileHistory.Precreate, Shipped.PodmanDropIn];
        await InstallAsync();
        var installed = tree.ChangedFiles.Intersect(files).ToList();

        await DpkgAsync("--remove", "oci-idmap-hook");

        Assert.That(installed, Is.EquivalentTo(files));
        Assert.That(tree.ChangedFiles.Where(path => path.Contains("precreate", StringComparison.Ordinal)), Is.Empty);
        Assert.That(tree.ChangedFiles.Intersect(files), Is.Empty);
    }

    [TestCase("/etc/containers/containers.conf")]
    [TestCase("/etc/containers/containers.conf.d/00-a.conf")]
    public async Task A_hooks_dir_of_the_administrators_stays_in_force(string path)
    {
        await WriteHooksDirAsync(path);
        var installation = await tree.RunAsync("dpkg", "--install", Packages.Debian);
        var withOthers = tree.ChangedFiles.ToList();
        await tree.RunAsync("rm", path);
        await DpkgAsync("--install", await NextVersionAsync());
        var alone = tree.ChangedFiles.ToList();
        await WriteHooksDirAsync(path);
        await DpkgAsync("--install", Packages.Debian);

        Assert.That(installation.Succeeded().StandardError, Does.Contain(
            $"oci-idmap-hook: {path} sets hooks_dir: add \"{Path.GetDirectoryName(HookFileHistory.Precreate)}\" to it"));
        Assert.That(withOthers, Has.Member(HookFileHistory.Precreate).And.No.Member(Shipped.PodmanDropIn));
        Assert.That(alone, Has.Member(Shipped.PodmanDropIn));
        Assert.That(tree.ChangedFiles, Has.No.Member(Shipped.PodmanDropIn));
    }

    [Test]
    public async Task A_folder_that_the_administrator_has_added_to_its_own_file_is_not_lost()
    {
        await InstallAsync();
        (await tree.RunAsync("sed", "-i", "s,= \\[,= [\"/srv/hooks.d\"\\, ,", Shipped.PodmanDropIn)).Succeeded();

        await DpkgAsync("--install", await NextVersionAsync());
        await DpkgAsync("--remove", "oci-idmap-hook");

        Assert.That(
            (await tree.RunAsync("cat", Shipped.PodmanDropIn)).StandardOutput,
            Does.Contain("hooks_dir = [\"/srv/hooks.d\", "));
    }

    [TestCase("/etc/containers/containers.conf.d/10-mine.conf", "hooks_dir = [\"/srv/hooks.d\"]")]
    [TestCase("/etc/containers/containers.conf", "# hooks_dir = [\"/srv/hooks.d\"]")]
    public async Task A_file_that_it_takes_nothing_from_is_no_reason_against_it(string path, string line)
    {
        await WriteHooksDirAsync(path, line);

        await InstallAsync();

        Assert.That(tree.ChangedFiles, Has.Member(Shipped.PodmanDropIn));
    }

    private async Task WriteHooksDirAsync(string path, string line = "hooks_dir = [\"/srv/hooks.d\"]") =>
        (await tree.RunAsync(
            "sh", "-c", $"mkdir -p {Path.GetDirectoryName(path)} && printf '%s\\n' '[engine]' '{line}' >{path}")).Succeeded();

    private static IEnumerable<(string Step, string[] Arguments, bool Installed, bool Changes)> Life(string next) =>
    [
        ("installation", ["--install", Packages.Debian], false, true),
        ("upgrade", ["--install", next], true, true),
        ("downgrade", ["--install", Packages.Debian], true, true),
        ("removal", ["--remove", "oci-idmap-hook"], true, true),
        ("installation after removal", ["--install", Packages.Debian], false, true),
        ("purge", ["--purge", "oci-idmap-hook"], true, true),
    ];

    private async Task InstallAsync() => await DpkgAsync("--install", Packages.Debian);

    private async Task DpkgAsync(params string[] arguments) => (await tree.RunAsync(["dpkg", .. arguments])).Succeeded();

    private async Task<HookFileHistory> WatchAsync(string[] arguments, bool installed)
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        var outcome = await tree.RunTracedAsync(HookFileHistory.Tracer(log), ["dpkg", .. arguments]);
        outcome.Succeeded();
        return HookFileHistory.Of(await File.ReadAllLinesAsync(log), installed);
    }

    /// <summary>The same package with a higher version.</summary>
    private async Task<string> NextVersionAsync()
    {
        var contents = Path.Combine(Folder.FullPath, "next");
        var package = Path.Combine(Folder.Folder("shared"), "next.deb");
        await HostCommand.ReadAsync("dpkg-deb", "--raw-extract", Packages.Debian, contents);
        await HostCommand.ReadAsync("sed", "--in-place", "s/^Version: .*/&.1/", Path.Combine(contents, "DEBIAN", "control"));
        await HostCommand.ReadAsync("dpkg-deb", "--root-owner-group", "-Znone", "--build", contents, package);
        return package;
    }
}
