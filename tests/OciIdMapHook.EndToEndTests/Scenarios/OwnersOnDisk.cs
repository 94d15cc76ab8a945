using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OwnersOnDisk : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task What_root_writes_inside_belongs_to_root_on_disk(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        await ReadAsync(runtime, container.WithHook(), "mkdir /made && echo x >/made/inside && ln -s inside /made/link");

        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo("0:0"));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made", "inside"), Is.EqualTo("0:0"));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made", "link"), Is.EqualTo("0:0"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task What_is_given_to_a_user_inside_belongs_to_the_same_id_on_disk(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        await ReadAsync(runtime, container.WithHook(), "echo x >/given && chown 33:34 /given");

        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "given"), Is.EqualTo("33:34"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Without_the_hook_root_cannot_write(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        var outcome = await RunAsync(runtime, container.Running("mkdir /made"));

        Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
        Assert.That(outcome.StandardError, Does.Contain("Permission denied"));
    }
}
