using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>ptrace(2). Every call must come from the thread that attached.</summary>
internal static partial class Ptrace
{
    internal const int EventStop = 128; // PTRACE_EVENT_STOP

    private const int Continue = 7;
    private const int SingleStepRequest = 9;
    private const int DetachRequest = 17;
    private const int SetOptions = 0x4200;
    private const int GetRegisterSet = 0x4204;
    private const int SetRegisterSet = 0x4205;
    private const int SeizeRequest = 0x4206;
    private const int InterruptRequest = 0x4207;
    private const int GetSignalMask = 0x420A;
    private const int SetSignalMask = 0x420B;

    private const nint ExitKill = 0x0010_0000; // PTRACE_O_EXITKILL, Linux 3.8
    private const nint GeneralRegisters = 1; // NT_PRSTATUS, elf.h
    private const nint SignalMaskSize = 8;

    /// <summary>Attaches without stopping the tracee, which runs on if the tracer ends.</summary>
    internal static void Seize(int pid) => Check(PtraceNative(SeizeRequest, pid, 0, 0), "PTRACE_SEIZE", pid);

    /// <summary>From now on the tracee, which must be stopped, is killed if the tracer ends before it detaches.</summary>
    internal static void KillWithTracer(int pid) =>
        Check(PtraceNative(SetOptions, pid, 0, ExitKill), "PTRACE_SETOPTIONS", pid);

    internal static void Interrupt(int pid) => Check(PtraceNative(InterruptRequest, pid, 0, 0), "PTRACE_INTERRUPT", pid);

    /// <summary>Lets the tracee run on, and delivers <paramref name="signal"/> to it.</summary>
    internal static void Resume(int pid, int signal) => Check(PtraceNative(Continue, pid, 0, signal), "PTRACE_CONT", pid);

    internal static void SingleStep(int pid) => Check(PtraceNative(SingleStepRequest, pid, 0, 0), "PTRACE_SINGLESTEP", pid);

    internal static void Detach(int pid) => Check(PtraceNative(DetachRequest, pid, 0, 0), "PTRACE_DETACH", pid);

    internal static unsafe void ReadRegisters(int pid, Span<ulong> registers)
    {
        fixed (ulong* address = registers)
        {
            var vector = new IoVector { Address = (nint)address, Length = registers.Length * sizeof(ulong) };
            Check(PtraceNative(GetRegisterSet, pid, GeneralRegisters, (nint)(&vector)), "PTRACE_GETREGSET", pid);
        }
    }

    internal static unsafe void WriteRegisters(int pid, ReadOnlySpan<ulong> registers)
    {
        fixed (ulong* address = registers)
        {
            var vector = new IoVector { Address = (nint)address, Length = registers.Length * sizeof(ulong) };
            Check(PtraceNative(SetRegisterSet, pid, GeneralRegisters, (nint)(&vector)), "PTRACE_SETREGSET", pid);
        }
    }

    internal static unsafe ulong ReadSignalMask(int pid)
    {
        ulong mask;
        Check(PtraceNative(GetSignalMask, pid, SignalMaskSize, (nint)(&mask)), "PTRACE_GETSIGMASK", pid);
        return mask;
    }

    internal static unsafe void WriteSignalMask(int pid, ulong mask) =>
        Check(PtraceNative(SetSignalMask, pid, SignalMaskSize, (nint)(&mask)), "PTRACE_SETSIGMASK", pid);

    private static void Check(nint result, string request, int pid) =>
        SystemCall.Check(result, $"ptrace({request}) of process {pid}", CauseOfFailure);

    private static string? CauseOfFailure(Errno errno) => errno switch
    {
        Errno.EPERM or Errno.ENOSYS => Tracee.WhyPtraceIsRefused,
        Errno.ESRCH => "the process is gone",
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    private static partial nint PtraceNative(nint request, nint pid, nint address, nint data);
}
