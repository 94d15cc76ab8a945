namespace OciIdMapHook.Linux;

/// <summary>
/// A process held by ptrace so that it can be made to perform system calls, and left running as it was when disposed: registers
/// and signal mask put back, the call it sat in restarted. Used on one thread; the process is killed if that thread ends first.
/// </summary>
public sealed class Tracee : IDisposable
{
    internal const string WhyPtraceIsRefused =
        "ptrace is refused (kernel.yama.ptrace_scope=3, a security module, a seccomp filter, or another tracer); this runtime "
        + "holds descriptors of the root that only ptrace can re-open: allow ptrace for the hook";

    private const int RoundsWithoutSleep = 1000; // about a millisecond

    private static readonly TimeSpan TimeOfEnding = TimeSpan.FromMilliseconds(50);

    private readonly ProcessFolder process;
    private readonly Deadline deadline;
    private readonly ulong[] savedRegisters;
    private readonly ulong[] registers;
    private readonly ulong savedSignalMask;
    private readonly ulong instruction;
    private bool released;

    private Tracee(ProcessFolder process, Deadline deadline)
    {
        this.process = process;
        this.deadline = deadline;
        var abi = SyscallAbi.Current;
        savedRegisters = new ulong[abi.RegisterCount];
        registers = new ulong[abi.RegisterCount];

        Ptrace.Interrupt(Pid);
        WaitForInterruption();
        Ptrace.KillWithTracer(Pid);
        Ptrace.ReadRegisters(Pid, savedRegisters);
        savedSignalMask = Ptrace.ReadSignalMask(Pid);
        instruction = FindInstruction(abi);
        Ptrace.WriteSignalMask(Pid, ~SignalBit(Native.SIGTRAP));
    }

    private int Pid => process.PidFd.Pid;

    /// <summary>Stops a process that nobody traces.</summary>
    /// <exception cref="LinuxException">ptrace is refused, or the process has ended.</exception>
    /// <exception cref="TimeoutException">It did not stop before the deadline.</exception>
    public static Tracee Hold(ProcessFolder process, Deadline deadline)
    {
        Seize(process.PidFd);
        try
        {
            return new Tracee(process, deadline);
        }
        catch
        {
            // A process that would not stop cannot be detached from; it runs on when this thread ends.
            TryDetach(process.PidFd.Pid);
            throw;
        }
    }

    /// <summary>Makes the process perform one system call.</summary>
    /// <returns>What the call returned: a negative errno on failure.</returns>
    /// <exception cref="LinuxException">The call could not be made, or the process has ended.</exception>
    internal long Perform(RemoteCall call)
    {
        savedRegisters.CopyTo(registers, 0);
        SyscallAbi.Current.Prepare(registers, instruction, call);
        Ptrace.WriteRegisters(Pid, registers);
        Ptrace.SingleStep(Pid);
        var stop = WaitForStop();
        Ptrace.ReadRegisters(Pid, registers);
        if (stop.Signal != Native.SIGTRAP || !SyscallAbi.Current.StandsBehind(registers, instruction))
        {
            throw new LinuxException(
                Errno.None, $"system call {call.Number} in process {Pid}", $"it stopped with signal {stop.Signal} instead");
        }

        return SyscallAbi.Current.Result(registers);
    }

    internal void WriteMemory(ulong address, ReadOnlySpan<byte> bytes) => TraceeMemory.Write(Pid, address, bytes);

    /// <summary>Lets the process run on as if nothing had happened.</summary>
    /// <exception cref="LinuxException">It has ended meanwhile.</exception>
    public void Release()
    {
        if (released)
            return;
        released = true;
        Ptrace.WriteSignalMask(Pid, savedSignalMask);
        Ptrace.WriteRegisters(Pid, savedRegisters);
        Ptrace.Detach(Pid);
    }

    public void Dispose()
    {
        try
        {
            Release();
        }
        catch (LinuxException)
        {
            // It has ended: there is nobody left to put right.
        }
    }

    /// <summary>Attaches to a process. One that got its id meanwhile runs on when this thread ends.</summary>
    /// <remarks>A process that is ending cannot be traced either, and the kernel says the same of it: EPERM.</remarks>
    /// <exception cref="LinuxException">ptrace is refused, or the process has ended.</exception>
    internal static void Seize(PidFd process)
    {
        try
        {
            Ptrace.Seize(process.Pid);
            process.ProveAlive(); // ptrace knows processes by id alone: while this one is there, its id is no other's
        }
        catch (LinuxException refused) when (refused.Errno == Errno.EPERM && process.EndsWithin(TimeOfEnding))
        {
            throw new LinuxException(Errno.ESRCH, $"ptrace of process {process.Pid}", "the process ended");
        }
    }

    private static ulong SignalBit(int signal) => 1UL << (signal - 1);

    private static void TryDetach(int pid)
    {
        try
        {
            Ptrace.Detach(pid);
        }
        catch (LinuxException)
        {
        }
    }

    /// <summary>Signals that arrive before the interruption are handed on: they are the process's own business.</summary>
    private void WaitForInterruption()
    {
        while (true)
        {
            var stop = WaitForStop();
            if (stop.PtraceEvent == Native.PTRACE_EVENT_STOP)
                return;
            Ptrace.Resume(Pid, stop.Signal);
        }
    }

    private WaitStatus WaitForStop()
    {
        // A stop is a matter of microseconds: less than it takes to be woken for it.
        for (var round = 0; ; round++)
        {
            var status = ProcessWait.ForStopOrEndNow(process.PidFd);
            if (status.HasEnded)
                throw new LinuxException(Errno.ESRCH, $"ptrace of process {Pid}", "the process ended");
            if (!status.NothingYet)
                return status;
            if (round < RoundsWithoutSleep)
            {
                Thread.Yield();
                continue;
            }

            deadline.Check($"process {Pid} to stop");
            Thread.Sleep(1);
        }
    }

    private ulong FindInstruction(SyscallAbi abi)
    {
        var expected = abi.SystemCallInstruction;
        if (abi.InstructionBefore(savedRegisters) is { } address)
        {
            Span<byte> found = stackalloc byte[expected.Length];
            TraceeMemory.Read(Pid, address, found);
            if (found.SequenceEqual(expected))
                return address;
        }

        return Vdso.FindInstruction(process, expected);
    }
}
