using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary>Signal numbers (the same on x86_64 and aarch64) and the calling thread's signal mask.</summary>
public static partial class Signals
{
    internal const int Trap = 5;
    internal const int Kill = 9;
    internal const int Terminate = 15;

    private const int SetMask = 2; // SIG_SETMASK
    private const int KernelSetSize = 8; // sizeof(kernel_sigset_t)

    /// <summary>Every signal can reach the calling thread: crun starts hooks with nearly all of them blocked.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void UnblockAll() => ReplaceMask(0);

    /// <summary>Blocks every signal and gives the mask there was (sigprocmask(2)).</summary>
    internal static ulong BlockAll() => ReplaceMask(ulong.MaxValue);

    /// <summary>Sets the calling thread's mask; bit N - 1 stands for signal N.</summary>
    internal static ulong ReplaceMask(ulong mask)
    {
        SystemCall.Check(
            RtSigProcMaskNative(SystemCallNumber.RtSigProcMask, SetMask, in mask, out var old, KernelSetSize), "rt_sigprocmask");
        return old;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint RtSigProcMaskNative(nint number, int how, in ulong set, out ulong old, nint size);
}
