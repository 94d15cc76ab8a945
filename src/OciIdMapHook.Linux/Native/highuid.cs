namespace OciIdMapHook.Linux;

// include/linux/highuid.h of the kernel
internal static partial class Native
{
    internal const uint DEFAULT_OVERFLOWUID = 65534;
}
