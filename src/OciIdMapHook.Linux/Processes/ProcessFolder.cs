namespace OciIdMapHook.Linux;

/// <summary>
/// A process by its pidfd together with its /proc folder, proved to belong to each other. What is opened through it stays the
/// process's own even when its id is given to another process, and even from another mount namespace.
/// </summary>
public sealed class ProcessFolder : IDisposable
{
    private readonly FileDescriptor folder;
    private readonly string path;
    private readonly Func<Errno, string?> causeOfFailure;

    private ProcessFolder(PidFd pidFd, FileDescriptor folder)
    {
        PidFd = pidFd;
        this.folder = folder;
        path = "/proc/" + Name(pidFd.Pid);
        causeOfFailure = CauseOfFailure;
    }

    public PidFd PidFd { get; }

    /// <summary>Pins a process and its /proc folder.</summary>
    /// <exception cref="LinuxException">The process is gone, or /proc is not mounted.</exception>
    public static ProcessFolder Open(int pid)
    {
        var pidFd = PidFd.Open(pid);
        FileDescriptor? folder = null;
        try
        {
            ProcFolder.ProveShows(pidFd);
            folder = Files.OpenAt(ProcFolder.Descriptor, Name(pid), OpenFlags.Path | OpenFlags.Directory);
            pidFd.ProveAlive();
            return new ProcessFolder(pidFd, folder);
        }
        catch
        {
            folder?.Dispose();
            pidFd.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The caller may look at the process's namespaces, descriptors and directories (ptrace(2), "Ptrace access mode checking").
    /// Not so where it runs as an ordinary user and the process is not dumpable, even if it is that user's own.
    /// </summary>
    /// <exception cref="LinuxException">The process is gone.</exception>
    public bool IsWithinReach
    {
        get
        {
            try
            {
                _ = StatusOf("ns/mnt");
                return true;
            }
            catch (LinuxException exception) when (exception.Errno is Errno.EACCES or Errno.EPERM)
            {
                return false;
            }
        }
    }

    /// <summary>Opens a file of the folder: <c>mountinfo</c>, <c>ns/mnt</c>, <c>fd/7</c>.</summary>
    /// <exception cref="LinuxException">It cannot be opened; ESRCH where the process is gone.</exception>
    public FileDescriptor OpenFile(string name, int flags) =>
        Files.OpenAt(folder, name, flags, new FileName(path, name), causeOfFailure);

    /// <param name="name">The file.</param>
    /// <param name="limit">The most bytes it may hold.</param>
    /// <param name="expected">The most bytes it usually holds.</param>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds more than <paramref name="limit"/> bytes.</exception>
    public ArraySegment<byte> Read(string name, int limit, int expected)
    {
        using var file = OpenFile(name, OpenFlags.ReadOnly);
        return Files.ReadToEnd(file, new FileName(path, name), limit, expected);
    }

    /// <summary>statx(2) of what <paramref name="name"/> (<c>cwd</c>, <c>fd/7</c>, <c>ns/mnt</c>) links to.</summary>
    /// <exception cref="LinuxException">The process or the descriptor is gone.</exception>
    public FileStatus StatusOf(string name) => Files.Status(folder, name, new FileName(path, name), causeOfFailure);

    /// <summary>
    /// The path of what <paramref name="name"/> links to, as seen from the top of the process's mount namespace.
    /// </summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public string LinkOf(string name) => Files.ReadLink(folder, name, new FileName(path, name), causeOfFailure);

    /// <summary>The numbers of the process's open descriptors.</summary>
    /// <exception cref="LinuxException">They cannot be listed.</exception>
    public IReadOnlyList<int> Descriptors()
    {
        using var descriptors = OpenFile("fd", OpenFlags.ReadOnly | OpenFlags.Directory);
        return Files.NumberedEntries(descriptors, "fd");
    }

    private static string Name(int pid) => pid.ToString(provider: null);

    /// <remarks>A process that is ending still has its folder, but no namespaces and no descriptors.</remarks>
    private string? CauseOfFailure(Errno errno) =>
        errno is Errno.ENOENT or Errno.ESRCH ? $"process {PidFd.Pid} has ended, or closed that descriptor" : null;

    public void Dispose()
    {
        folder.Dispose();
        PidFd.Dispose();
    }
}
