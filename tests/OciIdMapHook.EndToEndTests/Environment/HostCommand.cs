using Medallion.Shell;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>Runs programs of the host and waits for them.</summary>
internal static class HostCommand
{
    // Far above what any container here takes: what reaches it hangs.
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program whose standard input stays open and empty, as a user's terminal is.</summary>
    public static Task<CommandOutcome> RunAsync(string executable, params IEnumerable<string> arguments) =>
        OutcomeAsync(Start(executable, arguments), executable, arguments);

    /// <summary>Runs a program that finds a text on its standard input, and then its end.</summary>
    public static async Task<CommandOutcome> RunOnAsync(string input, string executable, params IEnumerable<string> arguments)
    {
        var command = Start(executable, arguments);
        await command.StandardInput.WriteAsync(input);
        command.StandardInput.Close();
        return await OutcomeAsync(command, executable, arguments);
    }

    /// <summary>Runs a program that must succeed, and gives what it printed, without the line's end.</summary>
    public static async Task<string> ReadAsync(string executable, params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(executable, arguments);
        return outcome.Succeeded().StandardOutput.TrimEnd('\n');
    }

    private static Command Start(string executable, IEnumerable<string> arguments) =>
        Command.Run(executable, arguments, options => options.Timeout(_deadline).ThrowOnError(false));

    private static async Task<CommandOutcome> OutcomeAsync(Command command, string executable, IEnumerable<string> arguments)
    {
        var result = await command.Task;
        return new CommandOutcome(
            $"{executable} {string.Join(' ', arguments)}", result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
