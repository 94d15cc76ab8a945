using CliWrap;
using CliWrap.Buffered;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>A program of the host that runs beside a test, with what it starts, until it is disposed of.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource<string> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string commandLine;
    private readonly CommandTask<BufferedCommandResult> running;

    private HostProcess(Command command)
    {
        commandLine = command.ToString();
        running = command
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => firstLine.TrySetResult(line)))
            .ExecuteBufferedAsync(end.Token);
    }

    public int ProcessId => running.ProcessId;

    public bool IsRunning => !running.Task.IsCompleted;

    /// <summary>The first line of its standard output, once it has written one.</summary>
    public Task<string> FirstLine => firstLine.Task;

    public static HostProcess Start(string executable, params IEnumerable<string> arguments) =>
        new(Cli.Wrap(executable).WithArguments(arguments));

    public static HostProcess StartWith(
        IReadOnlyDictionary<string, string?> environment, string executable, params IEnumerable<string> arguments) =>
        new(Cli.Wrap(executable).WithArguments(arguments).WithEnvironmentVariables(environment));

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<CommandOutcome> OutcomeAsync(TimeSpan patience)
    {
        var result = await running.Task.WaitAsync(patience);
        return new CommandOutcome(commandLine, result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Kills it where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            await end.CancelAsync();

        await ((Task)running.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        running.Dispose();
        end.Dispose();
    }
}
