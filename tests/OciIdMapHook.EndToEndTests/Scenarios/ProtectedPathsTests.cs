using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>Masked and read-only paths, seen by what they are for rather than by the mount table.</summary>
public sealed class ProtectedPathsTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Masked_paths_stay_masked(RuntimeUnderTest runtime)
    {
        const string Look = "cat /proc/keys /proc/timer_list /etc/made-by-host-root; ls /sys/firmware /home";
        var container = await ContainerAsync();
        await File.WriteAllTextAsync(Path.Combine(container.Rootfs, "home", "secret"), "seen");
        var masked = container with { MaskedPaths = ["/etc/made-by-host-root", "/home"] };

        var without = await ReadAsync(runtime, masked, Look);
        var with = await ReadAsync(runtime, masked.WithHook(), Look);
        var unmasked = await ReadAsync(runtime, container.WithHook(), Look);

        Assert.That(without, Is.EquivalentTo(["/home:", "/sys/firmware:"]));
        Assert.That(with, Is.EqualTo(without));
        Assert.That(unmasked, Is.SupersetOf(["written by root on the host", "secret"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Kernel_settings_stay_read_only(RuntimeUnderTest runtime)
    {
        // The container's root owns its network namespace's settings: only the mount keeps it from writing.
        var container = (await ContainerAsync()).WithHook().Running("echo 1 >/proc/sys/net/ipv4/ip_forward");

        var outcome = await RunAsync(runtime, container);

        Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
        Assert.That(outcome.StandardError, Does.Contain("Read-only file system"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Read_only_paths_of_the_rootfs_stay_read_only(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { ReadOnlyPaths = ["/home"] };

        var outcome = await RunAsync(runtime, container.Running("mkdir /root/made && mkdir /home/made"));

        Assert.That(outcome.StandardError, Does.Contain("/home/made").And.Contain("Read-only file system"));
        Assert.That(Path.Combine(container.Rootfs, "root", "made"), Does.Exist);
    }
}
