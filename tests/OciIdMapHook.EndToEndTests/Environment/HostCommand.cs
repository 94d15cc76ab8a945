using Medallion.Shell;

namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>Runs programs of the host and waits for them.</summary>
internal static class HostCommand
{
    // Far above what any container here takes: what reaches it hangs.
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    public static async Task<CommandOutcome> RunAsync(string executable, params IEnumerable<string> arguments)
    {
        var command = Command.Run(executable, arguments, options => options.Timeout(_deadline).ThrowOnError(false));
        command.StandardInput.Close();
        var result = await command.Task;
        return new CommandOutcome(
            $"{executable} {string.Join(' ', arguments)}", result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Runs a program that must succeed, and gives what it printed, without the line's end.</summary>
    public static async Task<string> ReadAsync(string executable, params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync(executable, arguments);
        return outcome.Succeeded().StandardOutput.TrimEnd('\n');
    }
}
