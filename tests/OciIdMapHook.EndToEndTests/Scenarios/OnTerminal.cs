using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OnTerminal : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_container_gets_its_console_and_its_root(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { Terminal = true };

        var lines = await ReadAsync(runtime, container, "test -c /dev/console && tty && stat -c %u:%g /");

        Assert.That(lines, Has.Some.StartsWith("/dev/pts/").Or.Some.EqualTo("/dev/console"));
        Assert.That(lines, Has.Some.EqualTo("0:0"));
    }
}
