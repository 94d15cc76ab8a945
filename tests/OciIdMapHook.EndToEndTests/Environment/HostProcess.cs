using CliWrap;
using CliWrap.Buffered;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>A program of the host that runs beside a test, with what it starts, until it is disposed of.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _commandLine;
    private readonly CommandTask<BufferedCommandResult> _running;

    private HostProcess(Command command)
    {
        _commandLine = command.ToString();
        _running = command
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => _firstLine.TrySetResult(line)))
            .ExecuteBufferedAsync(_end.Token);
    }

    public int ProcessId => _running.ProcessId;

    public bool IsRunning => !_running.Task.IsCompleted;

    /// <summary>The first line of its standard output, once it has written one.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    public static HostProcess Start(string executable, params IEnumerable<string> arguments) =>
        new(Cli.Wrap(executable).WithArguments(arguments));

    public static HostProcess StartWith(
        IReadOnlyDictionary<string, string?> environment, string executable, params IEnumerable<string> arguments) =>
        new(Cli.Wrap(executable).WithArguments(arguments).WithEnvironmentVariables(environment));

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<CommandOutcome> OutcomeAsync(TimeSpan patience)
    {
        var result = await _running.Task.WaitAsync(patience);
        return new CommandOutcome(_commandLine, result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Kills it where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await _end.CancelAsync();
        }

        await ((Task)_running.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.Dispose();
        _end.Dispose();
    }
}
