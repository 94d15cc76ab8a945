using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// sys/pidfd.h
internal static partial class Native
{
    internal static FileDescriptor pidfd_open(int pid, uint flags) => pidfd_open(SYS_pidfd_open, pid, flags);

    internal static nint pidfd_send_signal(FileDescriptor pidfd, int signal, nint info, uint flags) =>
        pidfd_send_signal(SYS_pidfd_send_signal, pidfd, signal, info, flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial FileDescriptor pidfd_open(nint number, int pid, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint pidfd_send_signal(nint number, FileDescriptor pidfd, int signal, nint info, uint flags);
}
