namespace OciIdMapHook.Linux;

/// <summary>
/// System calls that have no wrapper in every C library in use. Numbers from 424 up are the same on all architectures
/// (Documentation/process/adding-syscalls.rst).
/// </summary>
internal static class SystemCallNumber
{
    internal const nint PidFdSendSignal = 424; // Linux 5.1
    internal const nint OpenTree = 428; // Linux 5.2
    internal const nint MoveMount = 429; // Linux 5.2
    internal const nint FsOpen = 430; // Linux 5.2
    internal const nint FsConfig = 431; // Linux 5.2
    internal const nint FsMount = 432; // Linux 5.2
    internal const nint PidFdOpen = 434; // Linux 5.3
    internal const nint OpenAt2 = 437; // Linux 5.6
    internal const nint MountSetAttr = 442; // Linux 5.12
    internal const nint StatMount = 457; // Linux 6.8
    internal const nint ListMount = 458; // Linux 6.8
    internal const nint OpenTreeAttr = 467; // Linux 6.15

    /// <summary>rt_sigprocmask: the C library's wrapper leaves out the signals it keeps to itself.</summary>
    internal static nint RtSigProcMask => Architecture.IsArm64 ? 135 : 14;
}
