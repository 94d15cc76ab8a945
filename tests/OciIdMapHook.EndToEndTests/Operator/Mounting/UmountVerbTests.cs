using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Mounting;

/// <summary><c>oci-idmapctl umount</c>: takes an idmapped mount away.</summary>
public sealed class UmountVerbTests : Scenario
{
    private const string Mounted = """
        mkdir -p source/below target; mount -t tmpfs tmpfs source/below
        $ctl mount source target --map 0:100000:65536 --recursive >/dev/null

        """;

    private string CountOfMounts => $"grep -c '{Folder.FullPath}/target' /proc/self/mountinfo || true\n";

    [Test]
    public async Task With_what_is_mounted_below_it_or_in_use_it_goes_at_once_if_asked()
    {
        var lines = await PrivateHost.ReadAsync(
            Folder, Mounted + CountOfMounts + "exec 9<target; $ctl umount target --detach\n" + CountOfMounts);

        Assert.That(lines.Select(line => line.TrimEnd()), Is.EqualTo(["2", $"unmounted  {Folder.FullPath}/target", "0"]));
    }

    [Test]
    public async Task It_is_found_through_a_link_and_json_says_where()
    {
        var lines = await PrivateHost.ReadAsync(
            Folder, Mounted + "umount target/below; ln -s target link; $ctl umount link --json\n" + CountOfMounts);

        Assert.That(lines, Is.EqualTo([$$"""{"target":"{{Folder.FullPath}}/target"}""", "0"]));
    }

    [Test]
    public async Task On_a_terminal_it_has_colours()
    {
        var screen = await PrivateHost.RunOnTerminalAsync(Folder, 100, Mounted + "$ctl umount target --detach");

        Assert.That(screen.ExitCode, Is.Zero, screen.Text);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Text, Does.Contain($"unmounted  {Folder.FullPath}/target"));
    }
}
