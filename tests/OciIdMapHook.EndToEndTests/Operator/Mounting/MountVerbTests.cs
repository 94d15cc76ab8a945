using System.Text.Json;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Mounting;

/// <summary><c>oci-idmapctl mount</c>: what it mounts, and what it says of that.</summary>
public sealed class MountVerbTests : Scenario
{
    private const string SourceAndTarget = "mkdir -p source/below target; echo x >source/file; chown 5:6 source/file\n";

    [Test]
    public async Task Owners_are_seen_through_the_map_both_ways()
    {
        var lines = await PrivateHost.ReadAsync(Folder, SourceAndTarget + """
            $ctl mount source target --map 0:100000:65536 >said
            stat -c %u:%g target target/file source/file
            chmod 777 target; setpriv --reuid 100007 --regid 100008 --clear-groups touch target/made; stat -c %u:%g source/made
            cat said
            """);

        Assert.That(lines.Take(4), Is.EqualTo(["100000:100000", "100005:100006", "5:6", "7:8"]));
        Assert.That(lines.Skip(4).Select(line => line.TrimEnd()), Is.EqualTo(
        [
            $"mounted  {Folder.FullPath}/source on {Folder.FullPath}/target",
            "as       ext4, idmapped",
            "owner    0:0 on disk, 100000:100000 through the mount",
        ]));
    }

    [Test]
    public async Task Json_says_the_same()
    {
        var outcome = await PrivateHost.RunAsync(
            Folder, SourceAndTarget
            + "$ctl mount source/file target/../file --map 5:1000:1,6:2000:1 --read-only --json || exit 1");
        Assert.That(outcome.ExitCode, Is.EqualTo(1), "There is no such file to mount on yet");

        outcome = await PrivateHost.RunAsync(
            Folder, SourceAndTarget
            + "touch file; $ctl mount source/file target/../file --map 5:1000:1,6:2000:1 --read-only --json");

        using var json = JsonDocument.Parse(outcome.Succeeded().StandardOutput);
        var mounted = json.RootElement;
        Assert.That(mounted.GetProperty("source").GetString(), Is.EqualTo($"{Folder.FullPath}/source/file"));
        Assert.That(mounted.GetProperty("target").GetString(), Is.EqualTo($"{Folder.FullPath}/file"));
        Assert.That(mounted.GetProperty("ownerOnDisk").GetString(), Is.EqualTo("5:6"));
        Assert.That(mounted.GetProperty("ownerSeen").GetString(), Is.EqualTo("1000:2000"));
        Assert.That(mounted.GetProperty("isReadOnly").GetBoolean(), Is.True);
        Assert.That(mounted.GetProperty("mounts").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("", ExpectedResult = "1 0")]
    [TestCase("--read-only", ExpectedResult = "1 1")]
    [TestCase("--recursive", ExpectedResult = "2 0")]
    [TestCase("--recursive --read-only", ExpectedResult = "2 2")]
    public async Task<string> What_is_mounted_below_comes_along_if_asked(string options)
    {
        var lines = await PrivateHost.ReadAsync(Folder, SourceAndTarget + $"""
            mount -t tmpfs tmpfs source/below
            $ctl mount source target --map 0:100000:65536 {options} >/dev/null
            grep '{Folder.FullPath}/target' /proc/self/mountinfo >mounted
            echo $(grep -c idmapped mounted) $(grep -c ' ro,' mounted || true)
            """);
        return lines[0];
    }

    [Test]
    public async Task Users_and_groups_may_have_maps_of_their_own()
    {
        var lines = await PrivateHost.ReadAsync(Folder, SourceAndTarget + """
            $ctl mount source target --uid-map 0:1000:10 --gid-map 0:2000:10 >/dev/null; stat -c %u:%g target/file
            $ctl umount target >/dev/null
            $ctl mount source target --map 0:1000:10 --gid-map 0:2000:10 >/dev/null; stat -c %u:%g target/file
            """);

        Assert.That(lines, Is.EqualTo(["1005:2006", "1005:2006"]));
    }

    [Test]
    public async Task As_many_ranges_as_the_kernel_takes()
    {
        var map = string.Join(',', Enumerable.Range(0, 340).Select(id => $"{id}:{2000 + (id * 2)}:1"));

        var lines = await PrivateHost.ReadAsync(
            Folder, SourceAndTarget + $"$ctl mount source target --map {map} >/dev/null; stat -c %u:%g target/file");

        Assert.That(lines, Is.EqualTo(["2010:2012"]));
    }

    [Test]
    public async Task The_maps_of_a_user_namespace_of_a_process_or_bind_mounted()
    {
        await using var kept = await KeptUserNamespace.WithAsync(Folder, Bundles.IdMapping.From(300000));

        var lines = await PrivateHost.ReadAsync(Folder, SourceAndTarget + $"""
            $ctl mount source target --userns {kept.ProcessPath} >/dev/null; stat -c %u:%g target/file
            $ctl umount target >/dev/null
            touch bound; mount --bind {kept.ProcessPath} bound
            $ctl mount source target --userns bound >/dev/null; stat -c %u:%g target/file
            """);

        Assert.That(lines, Is.EqualTo(["300005:300006", "300005:300006"]));
    }

    [Test]
    public async Task The_numbers_mean_what_they_mean_to_mount_8()
    {
        var script = $"""
            cd {Folder.FullPath}; mkdir -p source ours theirs; touch source/file; chown 5:6 source/file
            {Ctl.Executable} mount source ours --map 0:100000:65536 >/dev/null
            mount --bind -o X-mount.idmap=b:0:100000:65536 source theirs
            stat -c %u:%g ours/file theirs/file
            """;

        var outcome = await DebianTree.Trixie.RunAsync(
            ["/bin/sh", "-e", "-c", script], Folder.FullPath, Path.GetDirectoryName(Ctl.Executable)!);

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["100005:100006", "100005:100006"]));
    }

    [Test]
    public async Task An_owner_without_an_id_is_told_of()
    {
        var lines = await PrivateHost.ReadAsync(Folder, SourceAndTarget + "$ctl mount source target --map 5:100000:10");

        Assert.That(lines[2].TrimEnd(), Is.EqualTo("owner    0:0 on disk, 65534:65534 through the mount"));
        Assert.That(lines[3], Does.StartWith("The map has no id for that owner, who is nobody there"));
    }

    [Test]
    public async Task On_a_terminal_it_has_colours_and_keeps_to_the_width()
    {
        var screen = await PrivateHost.RunOnTerminalAsync(
            Folder, 60, SourceAndTarget + "$ctl mount source target --map 5:100000:10; $ctl mount --help | head -20");

        Assert.That(screen.ExitCode, Is.Zero, screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Lines, Has.All.Length.LessThanOrEqualTo(60));
        Assert.That(screen.Text, Does.Contain("mounted").And.Contain("nobody there"));
    }
}
