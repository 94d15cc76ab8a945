using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The Debian package as a file.</summary>
public sealed class DebianPackageItselfTests
{
    /// <summary>
    /// But that the executables are static, and that Debian knows nothing of it; both for reasons told in the overrides.
    /// </summary>
    [Test]
    public async Task Lintian_finds_nothing_wrong()
    {
        var outcome = await HostCommand.RunAsync(
            "lintian", "--allow-root", "--fail-on=none", "--show-overrides", Packages.Debian);

        var findings = outcome.Succeeded().Lines.Where(line => !line.StartsWith("N:", StringComparison.Ordinal));
        Assert.That(
            findings.Select(line => line.Replace(": oci-idmap-hook:", "", StringComparison.Ordinal)),
            Is.EquivalentTo([
                $"O statically-linked-binary [{HookFileHistory.Hook[1..]}]", "O statically-linked-binary [usr/bin/oci-idmapctl]",
                "O initial-upload-closes-no-bugs [usr/share/doc/oci-idmap-hook/changelog.Debian.gz:1]",
            ]));
    }

    [Test]
    public async Task The_hook_comes_before_its_JSON_files()
    {
        var paths = await PathsAsync();

        foreach (var json in new[] { HookFileHistory.Json, HookFileHistory.Precreate })
        {
            Assert.That(
                paths.IndexOf($".{HookFileHistory.Hook}"), Is.GreaterThanOrEqualTo(0).And.LessThan(paths.IndexOf($".{json}")));
        }
    }

    [TestCase("/usr/bin/oci-idmapctl")]
    [TestCase("/etc/oci-idmap-hook/config.json")]
    [TestCase("/usr/lib/systemd/system/oci-idmap-hook-agent.service")]
    [TestCase("/usr/share/man/man1/oci-idmap-hook.1.gz")]
    [TestCase("/usr/share/man/man1/oci-idmapctl.1.gz")]
    [TestCase("/usr/share/man/man5/oci-idmap-hook.json.5.gz")]
    [TestCase("/usr/share/bash-completion/completions/oci-idmapctl")]
    [TestCase("/usr/share/zsh/vendor-completions/_oci-idmapctl")]
    [TestCase("/usr/share/fish/vendor_completions.d/oci-idmapctl.fish")]
    [TestCase("/usr/share/doc/oci-idmap-hook/copyright")]
    [TestCase("/usr/share/doc/oci-idmap-hook/changelog.Debian.gz")]
    public async Task It_holds(string path) => Assert.That(await PathsAsync(), Has.Member($".{path}"));

    [Test]
    public async Task The_agent_is_not_enabled() =>
        Assert.That(await PathsAsync(), Has.None.StartWith("./etc/systemd").And.None.Contains(".wants/"));

    [Test]
    public async Task The_hook_in_it_is_the_one_that_was_tested()
    {
        await using var folder = WorkFolder.Create();
        await HostCommand.ReadAsync("dpkg-deb", "--extract", Packages.Debian, folder.FullPath);

        Assert.That(
            await File.ReadAllBytesAsync(folder.FullPath + HookFileHistory.Hook),
            Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(Packages.Folder, "oci-idmap-hook"))));
    }

    private static async Task<List<string>> PathsAsync()
    {
        var archive = await HostCommand.ReadAsync("sh", "-c", $"dpkg-deb --fsys-tarfile '{Packages.Debian}' | tar --list");
        return [.. archive.Split('\n')];
    }
}
