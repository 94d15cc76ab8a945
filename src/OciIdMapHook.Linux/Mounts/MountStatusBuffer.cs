using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct statmount</c> of linux/mount.h, up to what is read of it; texts follow behind its 512 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 512)]
internal struct MountStatusBuffer
{
    internal uint Size;
    internal uint OptionsText;
    internal ulong Mask;
    internal uint DeviceMajor;
    internal uint DeviceMinor;
    internal ulong Magic;
    internal uint SuperblockFlags;
    internal uint FileSystemTypeText;
    internal ulong UniqueId;
    internal ulong UniqueParentId;
    internal uint Id;
    internal uint ParentId;
    internal ulong Attributes;
    internal ulong Propagation;
    internal ulong PeerGroup;
    internal ulong Master;
    internal ulong PropagatesFrom;
    internal uint RootText;
    internal uint MountPointText;
}
