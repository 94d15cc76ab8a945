using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct statx</c> of linux/stat.h, up to the mount id (Linux 5.8); the kernel writes all 256 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal struct StatxBuffer
{
    internal uint Mask;
    internal uint BlockSize;
    internal ulong Attributes;
    internal uint LinkCount;
    internal uint Uid;
    internal uint Gid;
    internal ushort Mode;
    internal ushort Spare;
    internal ulong Inode;
    internal ulong Size;
    internal ulong Blocks;
    internal ulong AttributesMask;
    internal StatxTimestamps Timestamps;
    internal uint DeviceIdMajor;
    internal uint DeviceIdMinor;
    internal uint DeviceMajor;
    internal uint DeviceMinor;
    internal ulong MountId;

    /// <summary>Four <c>struct statx_timestamp</c> that nobody here reads.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    internal struct StatxTimestamps
    {
        private readonly ulong first;
    }
}
