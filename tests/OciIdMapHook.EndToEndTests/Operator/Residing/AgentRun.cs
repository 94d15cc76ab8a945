using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>An agent that runs.</summary>
internal sealed class AgentRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HostProcess process;

    private AgentRun(HostProcess process) => this.process = process;

    internal bool IsRunning => process.IsRunning;

    /// <summary>Starts one that installs below a root, and waits until it has.</summary>
    internal static async Task<AgentRun> StartAsync(InstallRoot root, params IEnumerable<string> more)
    {
        var run = Start(["--root", root.FullPath, "--hook", Shipped.Hook, .. more]);
        await UntilAsync(() => Task.FromResult(File.Exists(root.Packaged)), () => "it has not installed");
        return run;
    }

    internal static AgentRun Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        new(HostProcess.StartWith(
            environment.ToDictionary(variable => variable.Name, variable => (string?)variable.Value),
            Ctl.Executable,
            ["agent", .. arguments]));

    internal static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await holds())
        {
            Assert.That(DateTime.UtcNow, Is.LessThan(deadline), otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    internal async Task<(CommandOutcome Outcome, TimeSpan Took)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        await HostCommand.ReadAsync("kill", "-TERM", process.ProcessId.ToString(CultureInfo.InvariantCulture));
        return (await process.OutcomeAsync(Patience), clock.Elapsed);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
