namespace OciIdMapHook.Linux;

/// <summary>ptrace(2). Every call must come from the thread that attached.</summary>
internal static class Ptrace
{
    /// <summary>Attaches without stopping the tracee, which runs on if the tracer ends.</summary>
    internal static void Seize(int pid) => Check(Native.ptrace(Native.PTRACE_SEIZE, pid, 0, 0), "PTRACE_SEIZE", pid);

    /// <summary>From now on the tracee, which must be stopped, is killed if the tracer ends before it detaches.</summary>
    internal static void KillWithTracer(int pid) =>
        Check(Native.ptrace(Native.PTRACE_SETOPTIONS, pid, 0, Native.PTRACE_O_EXITKILL), "PTRACE_SETOPTIONS", pid);

    internal static void Interrupt(int pid) => Check(Native.ptrace(Native.PTRACE_INTERRUPT, pid, 0, 0), "PTRACE_INTERRUPT", pid);

    /// <summary>Lets the tracee run on, and delivers <paramref name="signal"/> to it.</summary>
    internal static void Resume(int pid, int signal) =>
        Check(Native.ptrace(Native.PTRACE_CONT, pid, 0, signal), "PTRACE_CONT", pid);

    internal static void SingleStep(int pid) =>
        Check(Native.ptrace(Native.PTRACE_SINGLESTEP, pid, 0, 0), "PTRACE_SINGLESTEP", pid);

    internal static void Detach(int pid) => Check(Native.ptrace(Native.PTRACE_DETACH, pid, 0, 0), "PTRACE_DETACH", pid);

    internal static unsafe void ReadRegisters(int pid, Span<ulong> registers)
    {
        fixed (ulong* address = registers)
        {
            var vector = new Native.Struct.iovec { iov_base = (nint)address, iov_len = registers.Length * sizeof(ulong) };
            Check(Native.ptrace(Native.PTRACE_GETREGSET, pid, Native.NT_PRSTATUS, (nint)(&vector)), "PTRACE_GETREGSET", pid);
        }
    }

    internal static unsafe void WriteRegisters(int pid, ReadOnlySpan<ulong> registers)
    {
        fixed (ulong* address = registers)
        {
            var vector = new Native.Struct.iovec { iov_base = (nint)address, iov_len = registers.Length * sizeof(ulong) };
            Check(Native.ptrace(Native.PTRACE_SETREGSET, pid, Native.NT_PRSTATUS, (nint)(&vector)), "PTRACE_SETREGSET", pid);
        }
    }

    internal static unsafe ulong ReadSignalMask(int pid)
    {
        ulong mask;
        Check(Native.ptrace(Native.PTRACE_GETSIGMASK, pid, sizeof(ulong), (nint)(&mask)), "PTRACE_GETSIGMASK", pid);
        return mask;
    }

    internal static unsafe void WriteSignalMask(int pid, ulong mask) =>
        Check(Native.ptrace(Native.PTRACE_SETSIGMASK, pid, sizeof(ulong), (nint)(&mask)), "PTRACE_SETSIGMASK", pid);

    private static void Check(nint result, string request, int pid) =>
        SystemCall.Check(result, $"ptrace({request}) of process {pid}", CauseOfFailure);

    private static string? CauseOfFailure(Errno errno) => errno switch
    {
        Errno.EPERM or Errno.ENOSYS => Tracee.WhyPtraceIsRefused,
        Errno.ESRCH => "the process is gone",
        _ => null,
    };
}
