using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// A test with a work folder of its own, in which nothing may be left when it ends: no mount, process, control group or
/// state of a container.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class Scenario : IAsyncDisposable
{
    private protected WorkFolder Folder { get; } = WorkFolder.Create();

    public async ValueTask DisposeAsync()
    {
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Container> ContainerAsync() => new(await RootFolder.CreateAsync(Folder));

    private protected Task<CommandOutcome> RunAsync(RuntimeUnderTest runtime, Container container) =>
        runtime.RunAsync(container, Folder);

    /// <summary>What a script prints that must succeed.</summary>
    private protected async Task<IReadOnlyList<string>> ReadAsync(
        RuntimeUnderTest runtime, Container container, string script) =>
        (await RunAsync(runtime, container.Running(script))).Succeeded().Lines;

    private protected async Task<MountTable> MountsAsync(RuntimeUnderTest runtime, Container container)
    {
        var lines = await ReadAsync(runtime, container, "cat /proc/self/mountinfo");
        Assert.That(lines, Has.All.Match("^[0-9]+ [0-9]+ "), "Nothing but the container's mount table is printed");
        return MountTable.Parse(lines);
    }
}
