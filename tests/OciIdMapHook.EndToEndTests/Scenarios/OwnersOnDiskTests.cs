using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OwnersOnDiskTests : Scenario
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
    public async Task A_map_of_several_ranges_holds_in_each_of_them(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with
        {
            Mappings = [new IdMapping(0, 100000, 1000), new IdMapping(1000, 300000, 1), new IdMapping(2000, 400000, 63536)],
        };

        await ReadAsync(runtime, container, "for id in 0 999 1000 2000 65535; do echo x >/of-$id && chown $id:$id /of-$id; done");

        foreach (var id in new[] { 0, 999, 1000, 2000, 65535 })
            Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, $"of-{id}"), Is.EqualTo($"{id}:{id}"));
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
