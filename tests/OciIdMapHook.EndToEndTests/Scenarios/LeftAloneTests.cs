using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class LeftAloneTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_rootfs_that_was_shifted_already(RuntimeUnderTest runtime)
    {
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 100000));

        var lines = await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g / && echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo("100000:100000"));
        await IsNotRemappedAsync(runtime, container);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_container_without_a_user_namespace(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync() with { Mappings = [] };

        await IsNotRemappedAsync(runtime, container);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_container_that_says_never(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        await IsNotRemappedAsync(runtime, container.WithAnnotation("io.oci-idmap-hook.rootfs", "never"));
    }

    private async Task IsNotRemappedAsync(RuntimeUnderTest runtime, Container container)
    {
        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(with.Mounts.Any(mount => mount.IsIdMapped), Is.False);
    }
}
