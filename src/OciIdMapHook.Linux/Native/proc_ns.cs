namespace OciIdMapHook.Linux;

// include/linux/proc_ns.h of the kernel
internal static partial class Native
{
    internal const ulong PROC_USER_INIT_INO = 0xEFFF_FFFD;
}
