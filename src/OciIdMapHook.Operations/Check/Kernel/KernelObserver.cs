using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>Finds out what the running kernel can do by doing it.</summary>
internal static class KernelObserver
{
    internal static KernelFacts Observe() => new()
    {
        Release = ReadLine("/proc/sys/kernel/osrelease") ?? "unknown",
        IsPrivileged = Environment.IsPrivilegedProcess,
        UserNamespace = Probe.Of(() => ProbeNamespace.Create().Dispose()),
        PidFd = Probe.Of(TryPidFd),
        Ptrace = PtraceProbe.IsPossible ? Try(PtraceProbe.Run) : null,
        MountCalls = Try(MountProbes.TryCalls),
        OverlayByDescriptor = Try(MountProbes.TryOverlayByDescriptor),
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

    /// <summary>On a thread of its own, which the attempt changes for good.</summary>
    private static Probe Try(Action attempt) => Probe.Of(() => DedicatedThread.Run(attempt));

    private static void TryPidFd()
    {
        using var self = PidFd.Open(Environment.ProcessId);
        self.ProveAlive();
    }

    private static bool TellsMounts()
    {
        using var root = Files.OpenAt(FileDescriptor.WorkingDirectory, "/", OpenFlags.Path | OpenFlags.Directory);
        using var mountNamespace = Files.OpenAt(FileDescriptor.WorkingDirectory, "/proc/self/ns/mnt", OpenFlags.ReadOnly);
        return MountList.Of(mountNamespace)?.TryListBelow(root) is not null;
    }
}
