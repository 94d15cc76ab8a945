namespace OciIdMapHook.Linux;

// elf.h
internal static partial class Native
{
    internal const int NT_PRSTATUS = 1;
}
