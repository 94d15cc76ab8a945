namespace OciIdMapHook.Linux;

/// <summary>
/// A child process in a new user namespace without maps, held in a ptrace stop before its first instruction of its own, so that
/// nothing happens in that namespace while its maps are written. Killed and reaped when disposed.
/// </summary>
/// <remarks>
/// The child is a tracee of the thread that started it: start, use and dispose it on one thread. It dies with that thread
/// (PR_SET_PDEATHSIG). Its end sends no SIGCHLD, so no other part of the process can reap it first.
/// </remarks>
public sealed class HeldChild : IDisposable
{
    private readonly ChildStack stack;
    private bool isHeld;
    private bool reaped;

    private HeldChild(PidFd pidFd, ChildStack stack)
    {
        PidFd = pidFd;
        this.stack = stack;
    }

    public PidFd PidFd { get; }

    /// <summary>Starts the child and waits until it is held.</summary>
    /// <param name="cgroup">A cgroup v2 folder to start it in (CLONE_INTO_CGROUP, Linux 5.7); null for the caller's own.</param>
    /// <exception cref="PtraceForbiddenException">Nothing can hold it.</exception>
    /// <exception cref="LinuxException">The kernel makes no such child; the text says what it lacks.</exception>
    public static HeldChild Start(FileDescriptor? cgroup = null) => Start(0, cgroup);

    /// <summary>
    /// Starts the child with a copy of the calling thread's mount namespace, which its user namespace owns: there every mount is
    /// locked in its place and its flags are locked (mount_namespaces(7), "Restrictions on mount namespaces").
    /// </summary>
    /// <exception cref="LinuxException">The kernel makes no such child; the text says what it lacks.</exception>
    public static HeldChild StartWithMountNamespace() => Start(Native.CLONE_NEWNS, cgroup: null);

    /// <summary>
    /// Starts the child without waiting until it is held: that takes as long as to open a file or two of it, which may be done
    /// meanwhile. <see cref="ProveHeld"/> waits for it.
    /// </summary>
    /// <exception cref="LinuxException">The kernel makes no such child; the text says what it lacks.</exception>
    internal static HeldChild Begin(ulong extraFlags = 0, FileDescriptor? cgroup = null)
    {
        var stack = ChildStack.Allocate();
        try
        {
            return Clone(extraFlags, stack, cgroup);
        }
        catch
        {
            stack.Free();
            throw;
        }
    }

    private static HeldChild Start(ulong extraFlags, FileDescriptor? cgroup)
    {
        var child = Begin(extraFlags, cgroup);
        try
        {
            child.ProveHeld();
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file of the child's /proc folder. It is the child's if <see cref="ProveHeld"/> succeeds afterwards.
    /// </summary>
    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    public FileDescriptor OpenFile(string name, int flags) => Files.OpenOfProcess(PidFd.Pid, name, flags);

    /// <summary>Proves that the child is there and still held: neither its id nor its namespace can mean anything else.</summary>
    /// <exception cref="LinuxException">It could not be held, or was killed meanwhile.</exception>
    public void ProveHeld()
    {
        WaitUntilHeld();
        if (PidFd.HasEnded)
        {
            throw new LinuxException(
                Errno.ESRCH, $"the held child {PidFd.Pid}", "something killed it before its maps were written");
        }
    }

    public void Dispose()
    {
        if (reaped)
            return;

        PidFd.Kill();
        ProcessWait.ForEnd(PidFd);
        reaped = true;
        PidFd.Dispose();
        stack.Free();
    }

    private static HeldChild Clone(ulong extraFlags, ChildStack stack, FileDescriptor? cgroup)
    {
        var mask = Signals.BlockAll();
        nint result;
        int pidfd;
        try
        {
            result = Native.idmap_clone_held_child(extraFlags, stack.Address, ChildStack.Size, cgroup?.Number ?? -1, out pidfd);
            GC.KeepAlive(cgroup);
        }
        finally
        {
            Signals.ReplaceMask(mask);
        }

        if (result < 0)
            throw CloneFailure((Errno)(-result));
        return new HeldChild(new PidFd((int)result, new FileDescriptor(pidfd, ownsHandle: true)), stack);
    }

    private static LinuxException CloneFailure(Errno errno) =>
        new(errno, "clone3(CLONE_NEWUSER | CLONE_PIDFD | CLONE_VM)", errno switch
        {
            Errno.ENOSYS => "the kernel has no clone3 (Linux 5.5 or newer is needed), or a seccomp filter hides it",
            Errno.ENOSPC => "no more user namespaces are allowed; raise user.max_user_namespaces (sysctl)",
            Errno.EUSERS => "user namespaces are nested too deeply",
            Errno.EPERM =>
                "creating user namespaces is forbidden here (a security module, kernel.unprivileged_userns_clone, or a chroot)",
            Errno.EINVAL => "the kernel was built without user namespaces (CONFIG_USER_NS)",
            Errno.EAGAIN => "no more processes are allowed (RLIMIT_NPROC, pids.max or kernel.pid_max)",
            _ => null,
        });

    private void WaitUntilHeld()
    {
        if (isHeld)
            return;

        var status = ProcessWait.ForStopOrEnd(PidFd);
        isHeld = !status.HasEnded;
        if (isHeld)
            return;

        reaped = true;
        PidFd.Dispose();
        stack.Free();
        if (!status.HasExited)
            throw new LinuxException(Errno.None, "the held child", $"signal {status.Signal} killed it before it was held");

        var errno = (Errno)status.Status;
        throw errno is Errno.EPERM or Errno.ENOSYS
            ? new PtraceForbiddenException(errno)
            : new LinuxException(errno, PtraceForbiddenException.Operation, "see which security module or sandbox refuses it");
    }
}
