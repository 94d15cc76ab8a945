using System.Diagnostics;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations.Features;

/// <summary>Finds out what the running kernel can do by doing it.</summary>
internal static class KernelObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal static KernelFacts Observe() => new()
    {
        Release = ReadLine("/proc/sys/kernel/osrelease") ?? "unknown",
        IsPrivileged = Environment.IsPrivilegedProcess,
        UserNamespace = Trial.Of(() => TrialNamespace.Create().Dispose()),
        PidFd = Trial.Of(TryPidFd),
        Ptrace = Trial.Of(() => DedicatedThread.Run(TryPtrace)),
        MountCalls = Trial.Of(() => DedicatedThread.Run(MountTrials.TryCalls)),
        OverlayByDescriptor = Trial.Of(() => DedicatedThread.Run(MountTrials.TryOverlayByDescriptor)),
        TellsMounts = TellsMounts(),
        Settings = KernelSettings.Read(),
    };

    internal static string? ReadLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void TryPidFd()
    {
        using var self = PidFd.Open(Environment.ProcessId);
        self.ProveAlive();
    }

    /// <remarks>"sleep" sits in a system call, as an init does that waits for its hooks.</remarks>
    private static void TryPtrace()
    {
        using var sleeper = Process.Start(new ProcessStartInfo("/bin/sleep", ["60"]) { UseShellExecute = false })!;
        try
        {
            var deadline = Deadline.After(Patience);
            using var folder = ProcessFolder.Open(sleeper.Id);
            while (folder.LinkOf("exe") == Environment.ProcessPath || !IsAsleep(sleeper.Id))
            {
                deadline.Check("a process that sleeps");
                Thread.Sleep(1);
            }

            Tracee.Hold(folder, deadline).Dispose();
        }
        finally
        {
            sleeper.Kill();
            sleeper.WaitForExit();
        }
    }

    private static bool IsAsleep(int pid) =>
        ReadLine($"/proc/{pid}/stat") is { } line && line[(line.LastIndexOf(')') + 1)..].StartsWith(" S ", StringComparison.Ordinal);

    private static bool TellsMounts()
    {
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);
        using var mountNamespace = Files.OpenAt(FileDescriptor.WorkingDirectory, "/proc/self/ns/mnt", OpenFlags.ReadOnly);
        return MountList.Of(mountNamespace)?.TryListBelow(root) is not null;
    }
}
