using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class WithoutPivotTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task A_root_that_is_moved_belongs_to_root_too(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { WithoutPivot = true };

        var owners = await ReadAsync(runtime, container, "stat -c %u:%g / && echo x >/made");

        Assert.That(owners, Is.EqualTo(["0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo("0:0"));
    }
}
