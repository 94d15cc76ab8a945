using System.Globalization;
using CliWrap;

namespace OciIdMapHook.Benchmarks.Host;

/// <summary>Runs programs of the host that must succeed, on an empty standard input.</summary>
internal static class MeasuredCommand
{
    // A recursive chown of 50,000 files takes a minute on a slow disk.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <exception cref="CommandException">It failed.</exception>
    public static async Task<CommandOutcome> RunAsync(string executable, params IEnumerable<string> arguments) =>
        (await HostCommand.RunAsync(PipeSource.Null, Deadline, executable, [.. arguments])).Succeeded();

    /// <summary>What it printed, without the end of the last line.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<string> ReadAsync(string executable, params IEnumerable<string> arguments) =>
        (await RunAsync(executable, arguments)).StandardOutput.TrimEnd('\n');

    /// <summary>The first of its lines.</summary>
    public static async Task<string> ReadLineAsync(string executable, params IEnumerable<string> arguments) =>
        (await ReadAsync(executable, arguments)).Split('\n')[0];

    /// <summary>The numbers that it printed, one a line.</summary>
    public static async Task<double[]> ReadNumbersAsync(string executable, params IEnumerable<string> arguments) =>
    [
        .. (await ReadAsync(executable, arguments)).Split('\n').Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
    ];
}
