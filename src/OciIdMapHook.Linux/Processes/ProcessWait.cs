namespace OciIdMapHook.Linux;

/// <summary>waitid(2) on a pidfd (P_PIDFD, Linux 5.4).</summary>
internal static class ProcessWait
{
    private const int RoundsWithoutSleep = 20;

    /// <summary>Waits for a ptrace stop or the end of the process.</summary>
    internal static WaitStatus ForStopOrEnd(PidFd process) => Wait(process, Native.WSTOPPED | Native.WEXITED);

    /// <summary>Whether the process stopped or ended, without waiting for it.</summary>
    internal static WaitStatus ForStopOrEndNow(PidFd process) => Ask(process, Native.WSTOPPED | Native.WEXITED | Native.WNOHANG);

    /// <summary>Waits for the end of a child and reaps it.</summary>
    internal static WaitStatus ForEnd(PidFd process) => Wait(process, Native.WEXITED);

    /// <summary>What is waited for takes microseconds: to fall asleep and be woken takes longer.</summary>
    private static WaitStatus Wait(PidFd process, int options)
    {
        for (var round = 0; round < RoundsWithoutSleep; round++)
        {
            var status = Ask(process, options | Native.WNOHANG);
            if (!status.NothingYet)
                return status;
            Thread.Yield();
        }

        return Ask(process, options);
    }

    /// <remarks>__WALL: children whose end sends no SIGCHLD too.</remarks>
    private static WaitStatus Ask(PidFd process, int options)
    {
        nint result;
        Native.Struct.siginfo_t info;
        do
            result = Native.waitid(Native.P_PIDFD, process.Descriptor, out info, options | Native.__WALL);
        while (SystemCall.Interrupted(result));
        SystemCall.Check(result, $"waitid of process {process.Pid}");
        return new WaitStatus(info.si_code, info.si_status);
    }
}
