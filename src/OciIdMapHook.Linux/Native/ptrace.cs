using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/ptrace.h
internal static partial class Native
{
    internal const int PTRACE_CONT = 7;
    internal const int PTRACE_SINGLESTEP = 9;
    internal const int PTRACE_DETACH = 17;
    internal const int PTRACE_SETOPTIONS = 0x4200;
    internal const int PTRACE_GETREGSET = 0x4204;
    internal const int PTRACE_SETREGSET = 0x4205;
    internal const int PTRACE_SEIZE = 0x4206;
    internal const int PTRACE_INTERRUPT = 0x4207;
    internal const int PTRACE_GETSIGMASK = 0x420A;
    internal const int PTRACE_SETSIGMASK = 0x420B;

    internal const int PTRACE_O_EXITKILL = 0x10_0000;
    internal const int PTRACE_EVENT_STOP = 128;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint ptrace(nint request, nint pid, nint address, nint data);
}
