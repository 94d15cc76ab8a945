using System.Diagnostics;
using System.Globalization;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>
/// Stops a process and lets it go again, as the hook does with a container's init. For a thread that is thrown away.
/// </summary>
internal static class PtraceProbe
{
    private const string Shell = "/bin/sh";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>There is a process to try it with: an image that holds this tool alone has none.</summary>
    internal static bool IsPossible => File.Exists(Shell);

    /// <remarks>
    /// The process is a shell's child: the .NET runtime waits for its own children, and would take their stops for itself.
    /// "sleep" sits in a system call, as an init does that waits for its hooks.
    /// </remarks>
    /// <exception cref="LinuxException">ptrace is refused.</exception>
    /// <exception cref="TimeoutException">The process did not stop.</exception>
    internal static void Run()
    {
        var start = new ProcessStartInfo(Shell, ["-c", "exec 2>/dev/null; sleep 60 & echo $!; wait $!"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var shell = Process.Start(start)!;
        var pid = int.Parse(shell.StandardOutput.ReadLine() ?? "0", CultureInfo.InvariantCulture);
        using var sleeper = ProcessFolder.Open(pid);
        try
        {
            var deadline = Deadline.After(Patience);
            while (!Sleeps(pid))
            {
                deadline.Check("a process to fall asleep");
                Thread.Sleep(1);
            }

            Tracee.Hold(sleeper, deadline).Dispose();
        }
        finally
        {
            sleeper.PidFd.Kill();
            shell.WaitForExit();
        }
    }

    private static bool Sleeps(int pid) => KernelObserver.ReadLine($"/proc/{pid}/comm") == "sleep"
        && KernelObserver.ReadLine($"/proc/{pid}/stat") is { } status && status.Contains(") S ", StringComparison.Ordinal);
}
