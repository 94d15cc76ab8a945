using CliWrap;
using CliWrap.Buffered;

namespace OciIdMapHook.Testing;

/// <summary>Runs programs of the host and waits for them.</summary>
internal static class HostCommand
{
    // Far above what any container here takes: what reaches it hangs.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan DeadlineOfMany = TimeSpan.FromMinutes(10);

    /// <summary>Stays open and empty, as a user's terminal is.</summary>
    private static readonly PipeSource OpenInput =
        PipeSource.Create(static (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation));

    /// <summary>Runs a program whose standard input stays open and empty, as a user's terminal is.</summary>
    public static Task<CommandOutcome> RunAsync(string executable, params IEnumerable<string> arguments) =>
        RunAsync(OpenInput, Deadline, executable, [.. arguments]);

    /// <summary>Runs a program that runs many containers, one after the other.</summary>
    public static Task<CommandOutcome> RunManyAsync(string executable, params IEnumerable<string> arguments) =>
        RunAsync(OpenInput, DeadlineOfMany, executable, [.. arguments]);

    /// <summary>Runs a program that finds a text on its standard input, and then its end.</summary>
    public static Task<CommandOutcome> RunOnAsync(string input, string executable, params IEnumerable<string> arguments) =>
        RunAsync(PipeSource.FromString(input), Deadline, executable, [.. arguments]);

    /// <summary>Runs a program that must succeed, and gives what it printed, without the line's end.</summary>
    public static async Task<string> ReadAsync(string executable, params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(executable, arguments);
        return outcome.Succeeded().StandardOutput.TrimEnd('\n');
    }

    /// <exception cref="TimeoutException">It did not end, and was killed with all that it had started.</exception>
    public static async Task<CommandOutcome> RunAsync(PipeSource input, TimeSpan deadline, string executable, string[] arguments)
    {
        using var limit = new CancellationTokenSource(deadline);
        var commandLine = $"{executable} {string.Join(' ', arguments)}";
        try
        {
            var result = await Cli.Wrap(executable)
                .WithArguments(arguments)
                .WithStandardInputPipe(input)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(limit.Token);
            return new CommandOutcome(commandLine, result.ExitCode, result.StandardOutput, result.StandardError);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"{commandLine} has not ended after {deadline.TotalMinutes} minutes", exception);
        }
    }
}
