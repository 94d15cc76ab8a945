namespace OciIdMapHook.Linux;

/// <summary>What waitid(2) reported of a child or tracee.</summary>
/// <param name="Code">CLD_EXITED, CLD_KILLED, … of <c>si_code</c>; 0 where nothing happened yet (WNOHANG).</param>
/// <param name="Status"><c>si_status</c>: the exit code, or the signal with a ptrace event in the second byte.</param>
internal readonly record struct WaitStatus(int Code, int Status)
{
    internal bool NothingYet => Code == 0;

    internal bool HasEnded => Code is Native.CLD_EXITED or Native.CLD_KILLED or Native.CLD_DUMPED;

    internal bool HasExited => Code == Native.CLD_EXITED;

    /// <summary>The signal that stopped or killed the process.</summary>
    internal int Signal => Status & 0xFF;

    /// <summary>PTRACE_EVENT_…, 0 for an ordinary signal.</summary>
    internal int PtraceEvent => Status >> 8;
}
