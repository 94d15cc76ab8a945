using System.Diagnostics;
using System.Runtime.InteropServices;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Ctl;

/// <summary>
/// The first process of a container. The .NET runtime waits for every child there is where it is process 1, and so takes the
/// stops of children that are traced: the work is done in a process of its own, and this one hands on signals and the exit
/// status.
/// </summary>
internal static class FirstProcess
{
    internal static bool IsThis => Environment.ProcessId == 1;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, HandOn);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, HandOn);
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { UseShellExecute = false })!;
        started.SetResult(process);
        await process.WaitForExitAsync();
        return process.ExitCode;

        void HandOn(PosixSignalContext signal)
        {
            signal.Cancel = true;
            _ = started.Task.ContinueWith(task => Terminate(task.Result), TaskScheduler.Default);
        }
    }

    private static void Terminate(Process process)
    {
        try
        {
            using var descriptor = PidFd.Open(process.Id);
            if (!process.HasExited)
                descriptor.Terminate();
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ESRCH)
        {
            // It has ended by itself meanwhile.
        }
    }
}
