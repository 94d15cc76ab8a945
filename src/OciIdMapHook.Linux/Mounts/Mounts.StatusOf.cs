using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    private const ulong StatMountBasic = 0x2; // STATMOUNT_MNT_BASIC
    private const ulong StatMountPoint = 0x10; // STATMOUNT_MNT_POINT
    private const int LongestText = 4096; // PATH_MAX, linux/limits.h

    /// <summary>statmount(2), Linux 6.8.</summary>
    /// <param name="uniqueId">The mount's id that is never used again (STATX_MNT_ID_UNIQUE).</param>
    /// <returns>Null where it was unmounted meanwhile.</returns>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    private static MountStatus? StatusOf(ulong uniqueId)
    {
        var request = new MountIdRequest
        {
            Size = MountIdRequest.FirstVersion,
            MountId = uniqueId,
            Parameter = StatMountBasic | StatMountPoint,
        };
        Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<MountStatusBuffer>() + LongestText];
        var result = StatMountNative(SystemCallNumber.StatMount, in request, buffer, (nuint)buffer.Length, 0);
        if (result < 0 && SystemCall.LastError == Errno.ENOENT)
            return null;
        SystemCall.Check(result, $"statmount of mount {uniqueId}");

        var status = MemoryMarshal.Read<MountStatusBuffer>(buffer);
        var point = buffer[(Unsafe.SizeOf<MountStatusBuffer>() + (int)status.MountPointText)..];
        return new MountStatus(
            (int)status.Id,
            (int)status.ParentId,
            Encoding.UTF8.GetString(point[..point.IndexOf((byte)0)]),
            (status.Attributes & MountAttrIdMap) != 0);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint StatMountNative(
        nint number, in MountIdRequest request, Span<byte> buffer, nuint size, uint flags);
}
