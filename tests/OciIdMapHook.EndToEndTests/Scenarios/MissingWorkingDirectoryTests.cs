using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A runtime creates process.cwd after the hook, some of them through a descriptor from before it.</summary>
public sealed class MissingWorkingDirectoryTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task It_is_made_by_root_in_the_remapped_root(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { WorkingDirectory = "/made/by/runtime" };

        var lines = await ReadAsync(runtime, container, "pwd && stat -c %u:%g .");

        Assert.That(lines, Is.EqualTo(["/made/by/runtime", "0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made", "by", "runtime"), Is.EqualTo("0:0"));
    }
}
