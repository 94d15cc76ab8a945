using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The RPM, installed below a folder that has a shell and nothing else of a distribution.</summary>
public sealed class RpmPackageTests : Scenario
{
    [Test]
    public async Task It_says_what_it_is_and_needs_no_other_package()
    {
        var says = await HostCommand.ReadAsync(
            "rpm", "--query", "--package", "--queryformat", "%{name} %{version} %{arch} %{license}\n[%{requires}\n]",
            Packages.Rpm);

        var version = (await HostCommand.ReadAsync(Shipped.Hook, "--version")).Split(' ')[1];
        Assert.That(says.Split('\n')[0], Is.EqualTo($"oci-idmap-hook {version} x86_64 Apache-2.0 AND MIT AND LGPL-2.1-or-later"));
        Assert.That(says.Split('\n').Skip(1).Where(need => need.Length > 0), Has.All.Match(@"^(/bin/sh|rpmlib\(|config\()"));
    }

    [Test]
    public async Task Its_configuration_is_kept_and_its_files_are_root_s()
    {
        var files = await HostCommand.ReadAsync(
            "rpm", "--query", "--package", "--queryformat",
            "[%{filenames} %{filemodes:octal} %{fileusername}:%{filegroupname} %{fileflags:fflags}\n]", Packages.Rpm);

        Assert.That(files.Split('\n'), Has.Member("/etc/oci-idmap-hook/config.json 100644 root:root cn"));
        Assert.That(files.Split('\n'), Has.Member($"{HookFileHistory.Hook} 100755 root:root "));
        Assert.That(files.Split('\n'), Has.Member($"{HookFileHistory.Json} 100644 root:root "));
        Assert.That(files.Split('\n'), Has.Member($"{HookFileHistory.Precreate} 100644 root:root "));
        Assert.That(files.Split('\n'), Has.All.Contains(" root:root "));
    }

    [Test]
    public async Task The_JSON_is_never_there_without_the_hook()
    {
        var root = await RootFolder.CreateAsync(Folder);

        var installation = await WatchAsync(root, installed: false, "--install", Packages.Rpm);
        var configuration = await File.ReadAllBytesAsync(root + Shipped.PodmanDropIn);
        var upgrade = await WatchAsync(root, installed: true, "--upgrade", "--replacepkgs", Packages.Rpm);
        var removal = await WatchAsync(root, installed: true, "--erase", "oci-idmap-hook");

        Assert.That(installation.Broken.Concat(upgrade.Broken).Concat(removal.Broken), Is.Empty);
        Assert.That(new[] { installation.Changes, upgrade.Changes, removal.Changes }, Has.All.GreaterThanOrEqualTo(3));
        Assert.That(configuration, Is.EqualTo(await File.ReadAllBytesAsync(Shipped.PodmanConfiguration)));
        Assert.That(Directory.EnumerateFiles(root, "*oci-idmap*", SearchOption.AllDirectories), Is.Empty);
    }

    private async Task<HookFileHistory> WatchAsync(string root, bool installed, params string[] arguments)
    {
        var log = Path.Combine(Folder.FullPath, "strace");
        string[] command = [.. HookFileHistory.Tracer(log), "rpm", "--root", root, "--nodeps", "--noplugins", .. arguments];
        var outcome = await HostCommand.RunAsync(command[0], command.Skip(1));
        Assert.That(outcome.Succeeded().StandardError, Does.Not.Contain("warning"));
        return HookFileHistory.Of(await File.ReadAllLinesAsync(log), installed, root);
    }
}
