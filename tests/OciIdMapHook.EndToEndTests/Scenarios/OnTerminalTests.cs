using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OnTerminalTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_container_gets_its_console_and_its_root(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithHook() with { Terminal = true };

        // Through a file: on a busy host crun relays pieces of a terminal's output as messages of its own.
        await ReadAsync(runtime, container, "test -c /dev/console && tty >/seen && stat -c %u:%g / >>/seen");

        var lines = await File.ReadAllLinesAsync(Path.Combine(container.Rootfs, "seen"));
        Assert.That(lines[0], Does.StartWith("/dev/pts/").Or.EqualTo("/dev/console"));
        Assert.That(lines[1], Is.EqualTo("0:0"));
    }
}
