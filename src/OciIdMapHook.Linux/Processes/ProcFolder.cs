using System.Buffers.Text;

namespace OciIdMapHook.Linux;

/// <summary>/proc as it was when it was first needed: in another mount namespace that path may lead elsewhere.</summary>
internal static class ProcFolder
{
    private const int MaxFdInfo = 512;

    private static readonly Lazy<FileDescriptor> Opened = new(() => Files.OpenAt(
        FileDescriptor.WorkingDirectory, "/proc", OpenFlags.Path | OpenFlags.Directory));

    /// <exception cref="LinuxException">/proc is not mounted.</exception>
    internal static FileDescriptor Descriptor => Opened.Value;

    /// <summary>
    /// Proves that the process has the same id in it: it may be the /proc of another PID namespace, where that id is another's.
    /// </summary>
    /// <exception cref="LinuxException">It has another id there, or none.</exception>
    internal static void ProveShows(PidFd process)
    {
        Span<byte> text = stackalloc byte[MaxFdInfo];
        int length;
        try
        {
            using var info = Files.OpenAt(
                Descriptor, string.Concat("self/fdinfo/", process.Descriptor.Number.ToString(provider: null)),
                OpenFlags.ReadOnly);
            length = Files.TryRead(info, text);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            length = 0; // the hook itself is not in it
        }

        if (IdIn(text[..length]) != process.Pid)
        {
            throw new LinuxException(
                Errno.None,
                $"look at process {process.Pid}",
                "it has ended, or /proc is that of another PID namespace, where the process has another id or none; mount the "
                + "/proc of the PID namespace that the runtime runs in");
        }
    }

    /// <summary>What proc_pid_fdinfo(5) says of a pidfd: its process's id there, 0 or -1 where it has none.</summary>
    private static int? IdIn(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("\nPid:\t"u8);
        return start >= 0 && Utf8Parser.TryParse(text[(start + 6)..], out int id, out _) ? id : null;
    }
}
