using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>A test with a bundle of its own; whatever is left on the host when it ends fails it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class StandInScenario : IAsyncDisposable
{
    protected StandInScenario()
    {
        Bundle = StandInBundle.Create(Folder);
        Run = new StandInRun(Bundle);
    }

    private protected WorkFolder Folder { get; } = WorkFolder.Create();

    private protected StandInBundle Bundle { get; }

    private protected StandInRun Run { get; }

    public async ValueTask DisposeAsync()
    {
        await Folder.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
