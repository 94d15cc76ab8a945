using System.ComponentModel;
using System.Text;
using CliWrap;

namespace OciIdMapHook.Operations;

/// <summary>
/// Runs a program of this host to read what it prints. Its standard input is at its end, and it is killed when it takes too long.
/// </summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What it wrote to standard output; null where it cannot be run, fails, or does not end.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop, and the program is killed.</exception>
    internal static async Task<string?> OutputAsync(string path, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var output = new StringBuilder();
        try
        {
            var result = await Cli.Wrap(path)
                .WithArguments(arguments)
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(limit.Token);
            return result.IsSuccess ? output.ToString() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
