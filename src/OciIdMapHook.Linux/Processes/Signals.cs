namespace OciIdMapHook.Linux;

/// <summary>The calling thread's signal mask.</summary>
public static class Signals
{
    /// <summary>Every signal can reach the calling thread: crun starts hooks with nearly all of them blocked.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void UnblockAll() => ReplaceMask(0);

    /// <summary>Blocks every signal and gives the mask there was (sigprocmask(2)).</summary>
    internal static ulong BlockAll() => ReplaceMask(ulong.MaxValue);

    /// <summary>Sets the calling thread's mask; bit N - 1 stands for signal N.</summary>
    internal static ulong ReplaceMask(ulong mask)
    {
        SystemCall.Check(Native.rt_sigprocmask(Native.SIG_SETMASK, in mask, out var old), "rt_sigprocmask");
        return old;
    }
}
