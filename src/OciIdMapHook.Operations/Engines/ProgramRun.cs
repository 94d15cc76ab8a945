using System.ComponentModel;
using System.Diagnostics;

namespace OciIdMapHook.Operations.Engines;

/// <summary>Runs a program of this host to hear its version.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What it wrote to standard output; null where it cannot be run, fails, or does not end.</returns>
    internal static async Task<string?> OutputAsync(string path, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            return await OutputAsync(process, cancellation);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<string?> OutputAsync(Process process, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            _ = await errors;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? output : null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
