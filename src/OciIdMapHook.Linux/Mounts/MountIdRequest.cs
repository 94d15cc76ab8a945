using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct mnt_id_req</c> of linux/mount.h in its first version (Linux 6.8).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MountIdRequest
{
    internal const uint FirstVersion = 24; // MNT_ID_REQ_SIZE_VER0

    internal uint Size;
    internal uint Spare;
    internal ulong MountId;

    /// <summary>listmount: the last id that is known already. statmount: what is asked for.</summary>
    internal ulong Parameter;
}
