using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// signal.h
internal static partial class Native
{
    internal const int SIGTRAP = 5;
    internal const int SIGKILL = 9;
    internal const int SIGTERM = 15;

    internal const int SIG_SETMASK = 2;

    internal const int CLD_EXITED = 1;
    internal const int CLD_KILLED = 2;
    internal const int CLD_DUMPED = 3;

    /// <remarks>The C library's sigprocmask leaves out the signals it keeps to itself.</remarks>
    internal static nint rt_sigprocmask(int how, in ulong set, out ulong old) =>
        rt_sigprocmask(SYS_rt_sigprocmask, how, in set, out old, sizeof(ulong));

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint rt_sigprocmask(nint number, int how, in ulong set, out ulong old, nint size);

    internal static partial class Struct
    {
        /// <summary>As waitid(2) fills it.</summary>
        [StructLayout(LayoutKind.Sequential, Size = 128)]
        internal struct siginfo_t
        {
            internal int si_signo;
            internal int si_errno;
            internal int si_code;
            private readonly int padding;
            internal int si_pid;
            internal uint si_uid;
            internal int si_status;
        }
    }
}
