using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>waitid(2) on a pidfd (P_PIDFD, Linux 5.4).</summary>
internal static partial class ProcessWait
{
    private const int RoundsWithoutSleep = 20;

    private const int ByPidFd = 3; // P_PIDFD
    private const int NoHang = 0x1; // WNOHANG
    private const int Stopped = 0x2; // WSTOPPED
    private const int Ended = 0x4; // WEXITED
    private const int AllChildren = 0x4000_0000; // __WALL: children whose end sends no SIGCHLD too

    /// <summary>Waits for a ptrace stop or the end of the process.</summary>
    internal static WaitStatus ForStopOrEnd(PidFd process) => Wait(process, Stopped | Ended);

    /// <summary>Whether the process stopped or ended, without waiting for it.</summary>
    internal static WaitStatus ForStopOrEndNow(PidFd process) => Ask(process, Stopped | Ended | NoHang);

    /// <summary>Waits for the end of a child and reaps it.</summary>
    internal static WaitStatus ForEnd(PidFd process) => Wait(process, Ended);

    /// <summary>What is waited for takes microseconds: to fall asleep and be woken takes longer.</summary>
    private static WaitStatus Wait(PidFd process, int options)
    {
        for (var round = 0; round < RoundsWithoutSleep; round++)
        {
            var status = Ask(process, options | NoHang);
            if (!status.NothingYet)
                return status;
            Thread.Yield();
        }

        return Ask(process, options);
    }

    private static WaitStatus Ask(PidFd process, int options)
    {
        nint result;
        SignalInfo info;
        do
            result = WaitIdNative(ByPidFd, process.Descriptor, out info, options | AllChildren);
        while (SystemCall.Interrupted(result));
        SystemCall.Check(result, $"waitid of process {process.Pid}");
        return new WaitStatus(info.Code, info.Status);
    }

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitIdNative(int idType, FileDescriptor pidfd, out SignalInfo info, int options);

    /// <summary><c>siginfo_t</c> as waitid fills it (asm-generic/siginfo.h, 64-bit).</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    internal struct SignalInfo
    {
        internal int Signal;
        internal int Error;
        internal int Code;
        internal int Padding;
        internal int Pid;
        internal uint Uid;
        internal int Status;
    }
}
