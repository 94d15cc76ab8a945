using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OwnersInsideTests : Scenario
{
    private const string Owners = "stat -c %u:%g / /bin/busybox /etc/made-by-host-root";

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task The_root_and_its_files_belong_to_root(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        var owners = await ReadAsync(runtime, container.WithHook(), Owners);

        Assert.That(owners, Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Without_the_hook_they_belong_to_nobody(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        var owners = await ReadAsync(runtime, container, Owners);

        Assert.That(owners, Is.EqualTo(["65534:65534", "65534:65534", "65534:65534"]));
    }
}
