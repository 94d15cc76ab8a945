using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Support;

/// <summary>
/// A real process that sits in a system call until it is killed. A shell is its parent: the .NET runtime waits for its own
/// children, and would take their ptrace stops for itself.
/// </summary>
internal sealed class Sleeper : IDisposable
{
    private readonly Process shell;

    internal Sleeper(string seconds = "600")
    {
        shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"sleep {seconds} & echo $!; wait $!"])
        {
            RedirectStandardOutput = true,
        })!;
        var pid = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        while (!File.ReadAllText($"/proc/{pid}/comm").StartsWith("sleep", StringComparison.Ordinal)
            || !File.ReadAllText($"/proc/{pid}/stat").Contains(") S ", StringComparison.Ordinal))
        {
            Thread.Yield();
        }
        Folder = ProcessFolder.Open(pid);
    }

    internal ProcessFolder Folder { get; }

    /// <summary>The sleeper's, 128 + N where signal N killed it.</summary>
    internal int ExitCode => shell.ExitCode;

    internal string PathOf(string name) => new FileInfo($"/proc/{Folder.PidFd.Pid}/{name}").LinkTarget!;

    internal bool WaitForExit(TimeSpan limit) => shell.WaitForExit(limit);

    public void Dispose()
    {
        Folder.PidFd.Kill();
        shell.WaitForExit();
        shell.Dispose();
        Folder.Dispose();
    }
}
