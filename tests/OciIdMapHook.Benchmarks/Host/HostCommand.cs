using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace OciIdMapHook.Benchmarks.Host;

/// <summary>Runs programs of the host that must succeed.</summary>
internal static class HostCommand
{
    // A recursive chown of 50,000 files takes a minute on a slow disk.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>What it printed, without the end of the last line.</summary>
    /// <exception cref="BenchmarkException">It failed.</exception>
    public static async Task<string> ReadAsync(string executable, params IEnumerable<string> arguments)
    {
        var words = arguments.ToArray();
        using var limit = new CancellationTokenSource(Deadline);
        var result = await Cli.Wrap(executable)
            .WithArguments(words)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(limit.Token);
        return result.IsSuccess
            ? result.StandardOutput.TrimEnd('\n')
            : throw new BenchmarkException(
                $"{executable} {string.Join(' ', words)}: exit code {result.ExitCode}\n"
                + $"{result.StandardOutput}{result.StandardError}");
    }

    /// <summary>The first of its lines.</summary>
    public static async Task<string> ReadLineAsync(string executable, params IEnumerable<string> arguments) =>
        (await ReadAsync(executable, arguments)).Split('\n')[0];

    /// <summary>The numbers that it printed, one a line.</summary>
    public static async Task<double[]> ReadNumbersAsync(string executable, params IEnumerable<string> arguments) =>
    [
        .. (await ReadAsync(executable, arguments)).Split('\n').Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
    ];
}
