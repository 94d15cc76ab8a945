namespace OciIdMapHook.Linux;

// sys/syscall.h: calls that have no wrapper in every C library in use, and those that a tracee is made to perform. Numbers from
// 424 up are the same on all architectures (Documentation/process/adding-syscalls.rst).
internal static partial class Native
{
    internal const int SYS_pidfd_send_signal = 424; // Linux 5.1
    internal const int SYS_open_tree = 428; // Linux 5.2
    internal const int SYS_move_mount = 429; // Linux 5.2
    internal const int SYS_fsopen = 430; // Linux 5.2
    internal const int SYS_fsconfig = 431; // Linux 5.2
    internal const int SYS_fsmount = 432; // Linux 5.2
    internal const int SYS_pidfd_open = 434; // Linux 5.3
    internal const int SYS_openat2 = 437; // Linux 5.6
    internal const int SYS_mount_setattr = 442; // Linux 5.12
    internal const int SYS_statmount = 457; // Linux 6.8
    internal const int SYS_listmount = 458; // Linux 6.8
    internal const int SYS_open_tree_attr = 467; // Linux 6.15

    internal static int SYS_rt_sigprocmask => Architecture.IsArm64 ? Arm64.SYS_rt_sigprocmask : X64.SYS_rt_sigprocmask;

    internal static partial class X64
    {
        internal const int SYS_close = 3;
        internal const int SYS_mmap = 9;
        internal const int SYS_munmap = 11;
        internal const int SYS_rt_sigprocmask = 14;
        internal const int SYS_fchdir = 81;
        internal const int SYS_dup3 = 292;
    }

    internal static partial class Arm64
    {
        internal const int SYS_dup3 = 24;
        internal const int SYS_fchdir = 50;
        internal const int SYS_close = 57;
        internal const int SYS_rt_sigprocmask = 135;
        internal const int SYS_munmap = 215;
        internal const int SYS_mmap = 222;
    }
}
