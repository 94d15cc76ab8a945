using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A mount with a writer cannot be idmapped. The hook maps a copy of it, which has none.</summary>
public sealed class HeldOpen : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task A_file_of_the_rootfs_that_the_host_writes_to_matters_not(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook();
        using var writer = File.AppendText(Path.Combine(container.Rootfs, "etc", "made-by-host-root"));

        var lines = await ReadAsync(runtime, container, "stat -c %u:%g /etc/made-by-host-root");

        Assert.That(lines, Is.EqualTo(["0:0"]));
    }
}
