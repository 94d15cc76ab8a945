using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

/// <summary><c>struct mnt_id_req</c> of linux/mount.h: 24 bytes in Linux 6.8, 32 with the mount namespace since Linux 6.11.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MountIdRequest
{
    private const uint FirstVersion = 24; // MNT_ID_REQ_SIZE_VER0
    private const uint SecondVersion = 32; // MNT_ID_REQ_SIZE_VER1

    internal uint Size;
    internal uint Spare;
    internal ulong MountId;

    /// <summary>listmount: the last id that is known already. statmount: what is asked for.</summary>
    internal ulong Parameter;

    /// <summary>Zero for the calling thread's own.</summary>
    internal ulong NamespaceId;

    internal static MountIdRequest Of(ulong mountId, ulong namespaceId) => new()
    {
        Size = namespaceId == 0 ? FirstVersion : SecondVersion,
        MountId = mountId,
        NamespaceId = namespaceId,
    };
}
