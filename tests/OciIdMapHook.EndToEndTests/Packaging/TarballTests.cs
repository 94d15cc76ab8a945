using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The tarball, unpacked and installed below another root.</summary>
public sealed class TarballTests : Scenario
{
    [Test]
    public async Task Its_script_installs_the_hook_that_lies_beside_it()
    {
        var (unpacked, root) = (Folder.Folder("unpacked"), Folder.Folder("root"));
        await HostCommand.ReadAsync(
            "tar", "--extract", "--file", Packages.Tarball, "--strip-components=1", "--directory", unpacked);

        (await HostCommand.RunAsync(Path.Combine(unpacked, "install.sh"), "--root", root)).Succeeded();

        Assert.That(
            await File.ReadAllBytesAsync(root + HookFileHistory.Hook),
            Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(unpacked, "oci-idmap-hook"))));
        Assert.That(await File.ReadAllTextAsync(root + HookFileHistory.Json), Does.Contain(HookFileHistory.Hook));
        Assert.That(await File.ReadAllTextAsync(root + HookFileHistory.Precreate), Does.Contain(HookFileHistory.Hook));
        Assert.That(
            await File.ReadAllTextAsync(root + Shipped.PodmanDropIn),
            Does.Contain(Path.GetDirectoryName(HookFileHistory.Precreate)));
    }

    [Test]
    public async Task It_holds_what_the_packages_hold()
    {
        var files = await HostCommand.ReadAsync("tar", "--list", "--file", Packages.Tarball);

        var names = files.Split('\n').Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]).ToList();
        Assert.That(names, Is.SupersetOf([
            "LICENSE", "README.md", "completions/_oci-idmapctl", "completions/oci-idmapctl.bash", "completions/oci-idmapctl.fish",
            "config.json", "containers.conf", "install.sh", "man/oci-idmap-hook.1", "man/oci-idmap-hook.json.5",
            "man/oci-idmapctl.1", "oci-idmap-hook",
            "oci-idmap-hook.json", "oci-idmap-hook-precreate.json", "oci-idmapctl", "systemd/oci-idmap-hook-agent.service",
        ]));
    }
}
