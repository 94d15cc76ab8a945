using System.Diagnostics;
using System.Globalization;
using Medallion.Shell;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator.Installing;

namespace OciIdMapHook.EndToEndTests.Operator.Residing;

/// <summary>An agent that runs.</summary>
internal sealed class AgentRun : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly Command command;

    private AgentRun(Command command) => this.command = command;

    internal bool IsRunning => !command.Task.IsCompleted;

    /// <summary>Starts one that installs below a root, and waits until it has.</summary>
    internal static async Task<AgentRun> StartAsync(InstallRoot root, params IEnumerable<string> more)
    {
        var run = Start(["--root", root.FullPath, "--hook", Repository.Hook, .. more]);
        await UntilAsync(() => Task.FromResult(File.Exists(root.Packaged)), () => "it has not installed");
        return run;
    }

    internal static AgentRun Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        new(Command.Run(Ctl.Executable, ["agent", .. arguments], options =>
        {
            options.ThrowOnError(false);
            foreach (var (name, value) in environment)
                options.EnvironmentVariable(name, value);
        }));

    internal static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var deadline = DateTime.UtcNow + _patience;
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
        await HostCommand.ReadAsync("kill", "-TERM", command.ProcessId.ToString(CultureInfo.InvariantCulture));
        var result = await command.Task.WaitAsync(_patience);
        return (new CommandOutcome("oci-idmapctl agent", result.ExitCode, result.StandardOutput, result.StandardError), clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        command.Kill();
        await command.Task;
        ((IDisposable)command).Dispose();
    }
}
