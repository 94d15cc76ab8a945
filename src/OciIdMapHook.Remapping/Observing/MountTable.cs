using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>Mount tables as the kernel has them now.</summary>
internal static class MountTable
{
    private const string OwnPath = "/proc/thread-self/mountinfo";
    private const int MostBytes = 64 * 1024 * 1024;
    private const int UsualBytes = 8 * 1024;

    /// <summary>The table of a process's mount namespace.</summary>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static IReadOnlyList<MountEntry> Of(ProcessFolder process) => MountInfo.Parse(process.Read("mountinfo", MostBytes, UsualBytes));

    /// <summary>Of the same table a mount, the mounts it lies on, and all below it.</summary>
    /// <exception cref="LinuxException">The process has ended.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static IReadOnlyList<MountEntry> Around(ProcessFolder process, int mountId) =>
        MountInfo.ParseAround(process.Read("mountinfo", MostBytes, UsualBytes), mountId);

    /// <summary>The table of the mount namespace the calling thread is in.</summary>
    /// <exception cref="LinuxException">/proc is not mounted.</exception>
    /// <exception cref="DocumentException">The table cannot be read.</exception>
    internal static IReadOnlyList<MountEntry> OfThisThread()
    {
        using var file = Files.OpenAt(FileDescriptor.WorkingDirectory, OwnPath, OpenFlags.ReadOnly);
        return MountInfo.Parse(Files.ReadToEnd(file, OwnPath, MostBytes, UsualBytes));
    }
}
