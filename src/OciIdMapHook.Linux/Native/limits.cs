namespace OciIdMapHook.Linux;

// linux/limits.h
internal static partial class Native
{
    internal const int PATH_MAX = 4096;
}
