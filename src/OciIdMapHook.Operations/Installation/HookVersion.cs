using System.ComponentModel;
using System.Diagnostics;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Installation;

/// <summary>The version of a hook, as it says itself: that it runs is the proof that it is an executable of this machine.</summary>
public static class HookVersion
{
    private const int LongestAnswer = 256;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>The hooks that this tool installs have its own version.</summary>
    public static string OfThisTool { get; } = typeof(HookVersion).Assembly.GetName().Version!.ToString(3);

    /// <param name="path">The executable.</param>
    /// <param name="name">How it is called in errors.</param>
    /// <exception cref="OperationException">It does not run, or is not of this tool's version.</exception>
    internal static void Prove(string path, string name)
    {
        var version = Of(path, name);
        if (version != OfThisTool)
            throw new OperationException(
                $"{name} is version {version} and this tool is {OfThisTool}; install both from one package");
    }

    /// <exception cref="OperationException">It does not run, or is no hook.</exception>
    internal static string Of(string path, string name)
    {
        var answer = Run(path, name);
        if (answer.Split(' ') is [HookFile.HookName, var version] && System.Version.TryParse(version, out _))
            return version;
        throw new OperationException(
            $"{name} is no {HookFile.HookName}: asked for its --version it said \"{Printable.Text(answer.Split('\n')[0])}\"");
    }

    private static string Run(string path, string name)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, ["--version"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            var answer = Task.Run(() => ReadBeginning(process.StandardOutput));
            if (answer.Wait(_patience) && process.WaitForExit(_patience))
                return answer.Result;
            process.Kill();
            throw new OperationException($"{name} did not say its --version within {_patience.TotalSeconds} seconds");
        }
        catch (Win32Exception exception)
        {
            throw new OperationException(
                $"{name} cannot be run: {exception.Message}; "
                + "it must be an executable of this machine, on a file system that is not mounted noexec",
                exception);
        }
    }

    private static string ReadBeginning(StreamReader output)
    {
        var buffer = new char[LongestAnswer];
        return new string(buffer, 0, output.ReadBlock(buffer)).TrimEnd('\n');
    }
}
