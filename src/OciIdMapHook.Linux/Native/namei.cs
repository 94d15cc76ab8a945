namespace OciIdMapHook.Linux;

// include/linux/namei.h of the kernel
internal static partial class Native
{
    internal const int MAXSYMLINKS = 40;
}
