using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class ReadOnlyRootTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_read_only_root_stays_read_only_and_belongs_to_root(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { ReadOnlyRoot = true };

        var outcome = await RunAsync(runtime, container.Running("stat -c %u:%g /; mkdir /made"));

        Assert.That(outcome.Lines, Is.EqualTo(["0:0"]), outcome.ToString());
        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(outcome.StandardError, Does.Contain("Read-only file system"));
        Assert.That(Path.Combine(container.Rootfs, "made"), Does.Not.Exist);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_volume_below_it_stays_writable(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook().WithVolumes(new Bundles.TmpfsVolume("/volume/tmpfs")) with
        {
            ReadOnlyRoot = true,
        };

        var lines = await ReadAsync(runtime, container, "echo x >/volume/tmpfs/made && stat -c %u:%g /volume/tmpfs/made");

        Assert.That(lines, Is.EqualTo(["0:0"]));
    }
}
