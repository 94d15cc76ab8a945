namespace OciIdMapHook.Linux;

/// <summary>A process, pinned by a pidfd (pidfd_open(2), Linux 5.3): it can never come to mean another process.</summary>
public sealed class PidFd : IDisposable
{
    private readonly FileDescriptor descriptor;

    /// <param name="pid">The process's id, for messages.</param>
    /// <param name="descriptor">Its pidfd, owned from now on.</param>
    internal PidFd(int pid, FileDescriptor descriptor)
    {
        Pid = pid;
        this.descriptor = descriptor;
    }

    public int Pid { get; }

    internal FileDescriptor Descriptor => descriptor;

    /// <exception cref="LinuxException">There is no such process, or the kernel has no pidfd.</exception>
    public static PidFd Open(int pid)
    {
        var opened = Native.pidfd_open(pid, 0);
        return new PidFd(pid, SystemCall.Check(opened, $"pidfd_open of process {pid}", CauseOfOpenFailure));
    }

    /// <summary>
    /// Proves that the process is still there, and so that everything opened from its /proc folder until now is its own:
    /// its id cannot have been given to another process before it was reaped.
    /// </summary>
    /// <exception cref="LinuxException">The process is gone.</exception>
    public void ProveAlive()
    {
        // Who may not signal another user's process is told so while it is there: of one that is gone the kernel says ESRCH
        // (kill_pid_info).
        if (Send(0) < 0 && SystemCall.LastError is not Errno.EPERM)
            SystemCall.Check(-1, $"pidfd_send_signal(0) to process {Pid}", CauseOfSignalFailure);
        if (HasEnded)
            throw new LinuxException(Errno.ESRCH, $"look at process {Pid}", "the process has ended");
    }

    /// <summary>The process has ended, whether it was reaped or not: its pidfd is readable then (pidfd_open(2)).</summary>
    public bool HasEnded => EndsWithin(TimeSpan.Zero);

    /// <summary>Waits for the end of the process, but no longer than that.</summary>
    internal bool EndsWithin(TimeSpan time) => Files.WaitForData(descriptor, time);

    /// <summary>Sends SIGKILL.</summary>
    /// <returns>False where the process was gone already.</returns>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public bool Kill() => Send(Native.SIGKILL, "SIGKILL");

    /// <summary>Asks the process to end, by SIGTERM.</summary>
    /// <returns>False where the process was gone already.</returns>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public bool Terminate() => Send(Native.SIGTERM, "SIGTERM");

    public void Dispose() => descriptor.Dispose();

    private bool Send(int signal, string name)
    {
        if (Send(signal) == 0)
            return true;
        return SystemCall.LastError == Errno.ESRCH
            ? false
            : SystemCall.Check(-1, $"pidfd_send_signal({name}) to process {Pid}", CauseOfSignalFailure) == 0;
    }

    private nint Send(int signal) => Native.pidfd_send_signal(descriptor, signal, 0, 0);

    private static string? CauseOfOpenFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no pidfd (Linux 5.3 or newer is needed), or a seccomp filter hides it",
        Errno.ESRCH => "the process is gone",
        Errno.EINVAL => "it is not the id of a process",
        _ => null,
    };

    private static string? CauseOfSignalFailure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no pidfd_send_signal (Linux 5.1 or newer is needed), or a seccomp filter hides it",
        Errno.ESRCH => "the process is gone",
        _ => null,
    };
}
