namespace OciIdMapHook.Linux;

// linux/nsfs.h
internal static partial class Native
{
    internal const uint NS_GET_NSTYPE = 0xB703;
    internal const uint NS_GET_MNTNS_ID = 0x8008_B705;
}
