using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

// linux/mount.h since Linux 6.8
internal static partial class Native
{
    internal const ulong STATMOUNT_SB_BASIC = 0x1;
    internal const ulong STATMOUNT_MNT_BASIC = 0x2;
    internal const ulong STATMOUNT_MNT_ROOT = 0x8;
    internal const ulong STATMOUNT_MNT_POINT = 0x10;
    internal const ulong STATMOUNT_FS_TYPE = 0x20;

    internal const uint MNT_ID_REQ_SIZE_VER0 = 24;
    internal const uint MNT_ID_REQ_SIZE_VER1 = 32;

    internal static nint statmount(in Struct.mnt_id_req request, Span<byte> buffer, nuint size, uint flags) =>
        statmount(SYS_statmount, in request, buffer, size, flags);

    internal static nint listmount(in Struct.mnt_id_req request, Span<ulong> ids, nuint count, uint flags) =>
        listmount(SYS_listmount, in request, ids, count, flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint statmount(nint number, in Struct.mnt_id_req request, Span<byte> buffer, nuint size, uint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint listmount(nint number, in Struct.mnt_id_req request, Span<ulong> ids, nuint count, uint flags);

    internal static partial class Struct
    {
        /// <summary>24 bytes in Linux 6.8, 32 with the mount namespace since Linux 6.11.</summary>
        [StructLayout(LayoutKind.Sequential)]
        internal struct mnt_id_req
        {
            internal uint size;
            private readonly uint spare;
            internal ulong mnt_id;

            /// <summary>listmount: the last id that is known already. statmount: what is asked for.</summary>
            internal ulong param;

            /// <summary>Zero for the calling thread's own.</summary>
            internal ulong mnt_ns_id;
        }

        /// <summary>Up to what is read of it; texts follow behind its 512 bytes.</summary>
        [StructLayout(LayoutKind.Sequential, Size = 512)]
        internal struct statmount
        {
            internal uint size;
            internal uint mnt_opts;
            internal ulong mask;
            internal uint sb_dev_major;
            internal uint sb_dev_minor;
            internal ulong sb_magic;
            internal uint sb_flags;
            internal uint fs_type;
            internal ulong mnt_id;
            internal ulong mnt_parent_id;
            internal uint mnt_id_old;
            internal uint mnt_parent_id_old;
            internal ulong mnt_attr;
            internal ulong mnt_propagation;
            internal ulong mnt_peer_group;
            internal ulong mnt_master;
            internal ulong propagate_from;
            internal uint mnt_root;
            internal uint mnt_point;
        }
    }
}
