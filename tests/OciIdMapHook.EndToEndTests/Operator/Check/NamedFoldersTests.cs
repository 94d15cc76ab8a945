using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>What <c>check PATH</c> says of a folder that containers' files are to lie in.</summary>
public sealed class NamedFoldersTests
{
    private WorkFolder folder = null!;

    [SetUp]
    public void Create() => folder = WorkFolder.Create();

    [TearDown]
    public async Task RemoveAsync() => await folder.DisposeAsync();

    [Test]
    public async Task One_that_other_users_can_reach_is_warned_of()
    {
        var rootfs = folder.Folder("roots", "rootfs");

        var finding = await ReachAsync(rootfs);

        Assert.That(
            finding,
            Does.StartWith($"warning | other users of the host can reach {rootfs}: they may search every folder above it"));
        Assert.That(finding, Does.Contain("can run as root").And.Contain("mode 0700").And.Contain("mounted nosuid"));
    }

    [TestCase("0700", "0:0", false)]
    [TestCase("0750", "0:0", false)]
    [TestCase("0710", "0:65534", true)]
    [TestCase("0700", "65534:0", true)]
    [TestCase("0701", "0:0", true)]
    public async Task One_below_a_folder_is_as_closed_as_that_is(string mode, string owner, bool isOpen)
    {
        var rootfs = folder.Folder("roots", "rootfs");
        await HostCommand.ReadAsync("chmod", mode, Path.GetDirectoryName(rootfs)!);
        await HostCommand.ReadAsync("chown", owner, Path.GetDirectoryName(rootfs)!);

        Assert.That(await ReachAsync(rootfs), isOpen ? Does.StartWith("warning") : Is.Null);
    }

    [TestCase("nosuid", false)]
    [TestCase("suid", true)]
    public async Task One_on_a_mount_that_is_nosuid_is_not_warned_of(string option, bool isWarned)
    {
        var rootfs = folder.Folder("rootfs");

        var outcome = await HostCommand.RunAsync(
            Repository.EnvironmentScript("enter.sh"), "host", "--", "sh", "-c",
            $"mount -t tmpfs -o {option} none {rootfs} && exec {Ctl.Executable} check --json {rootfs}");

        Assert.That(
            outcome.StandardOutput.Contains("storage-reach", StringComparison.Ordinal), Is.EqualTo(isWarned), outcome.ToString());
    }

    [Test]
    public async Task One_that_cannot_be_idmapped_is_skipped_where_the_configuration_says_so()
    {
        var root = folder.Folder("root");
        var config = Path.Combine(folder.Folder("root", "etc", "oci-idmap-hook"), "config.json");
        await File.WriteAllTextAsync(config, """{ "unsupportedFileSystem": "skip" }""");

        var skipped = await Ctl.RunJsonAsync("check", "--root", root, "/proc");
        await File.WriteAllTextAsync(config, "{}");
        var refused = await Ctl.RunJsonAsync("check", "--root", root, "/proc");

        Assert.That(skipped.Finding("storage-idmap"), Does.StartWith("warning | /proc cannot be idmapped").And.Contain(
            "start as without the hook: unsupportedFileSystem is skip in /etc/oci-idmap-hook/config.json"));
        Assert.That(
            refused.Finding("storage-idmap"), Does.StartWith("problem | /proc cannot be idmapped").And.Contain("are refused"));
    }

    private static async Task<string?> ReachAsync(string rootfs)
    {
        var report = await Ctl.RunJsonAsync("check", rootfs);
        return report.Findings("storage-reach").Any() ? report.Finding("storage-reach") : null;
    }
}
