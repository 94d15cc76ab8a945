using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace OciIdMapHook.Linux;

public sealed partial class MountList
{
    private const ulong SuperblockBasics = 0x1; // STATMOUNT_SB_BASIC
    private const ulong MountBasics = 0x2; // STATMOUNT_MNT_BASIC
    private const ulong RootText = 0x8; // STATMOUNT_MNT_ROOT
    private const ulong MountPointText = 0x10; // STATMOUNT_MNT_POINT
    private const ulong FileSystemTypeText = 0x20; // STATMOUNT_FS_TYPE
    private const ulong All = SuperblockBasics | MountBasics | RootText | MountPointText | FileSystemTypeText;
    private const int LongestTexts = 2 * 4096; // PATH_MAX, linux/limits.h

    /// <param name="uniqueId">A mount's id that no other one ever gets.</param>
    /// <param name="found">Null where it was unmounted meanwhile, or is out of sight.</param>
    /// <returns>False where the kernel does not tell.</returns>
    [SkipLocalsInit]
    private bool TryGet(ulong uniqueId, out MountStatus? found)
    {
        found = null;
        var request = MountIdRequest.Of(uniqueId, namespaceId);
        request.Parameter = All;
        Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<MountStatusBuffer>() + LongestTexts];
        if (StatMountNative(SystemCallNumber.StatMount, in request, buffer, (nuint)buffer.Length, 0) < 0)
            return SystemCall.LastError == Errno.ENOENT;

        var status = MemoryMarshal.Read<MountStatusBuffer>(buffer);
        // A mount that lies below the root directory has no path.
        if ((status.Mask & All) != All)
            return true;

        var texts = buffer[Unsafe.SizeOf<MountStatusBuffer>()..];
        var root = TextAt(texts, status.RootText);
        var mountPoint = TextAt(texts, status.MountPointText);
        found = new MountStatus
        {
            Id = (int)status.Id,
            UniqueId = uniqueId,
            ParentId = (int)status.ParentId,
            UniqueParentId = status.UniqueParentId,
            Device = string.Concat(status.DeviceMajor.ToString(provider: null), ":", status.DeviceMinor.ToString(provider: null)),
            FileSystemType = Encoding.UTF8.GetString(TextAt(texts, status.FileSystemTypeText)),
            Root = Encoding.UTF8.GetString(root),
            MountPoint = Encoding.UTF8.GetString(mountPoint),
            HasText = Utf8.IsValid(root) && Utf8.IsValid(mountPoint),
            Options = MountOptions.ToText(status.Attributes),
            Propagation = MountPropagation.ToText(status),
            IsIdmapped = (status.Attributes & Mounts.MountAttrIdMap) != 0,
        };
        return true;
    }

    /// <inheritdoc cref="TryGet"/>
    [SkipLocalsInit]
    private bool TryGetPlace(ulong uniqueId, out MountPlace? found)
    {
        found = null;
        var request = MountIdRequest.Of(uniqueId, namespaceId);
        request.Parameter = MountBasics;
        Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<MountStatusBuffer>()];
        if (StatMountNative(SystemCallNumber.StatMount, in request, buffer, (nuint)buffer.Length, 0) < 0)
            return SystemCall.LastError == Errno.ENOENT;

        var status = MemoryMarshal.Read<MountStatusBuffer>(buffer);
        if ((status.Mask & MountBasics) != 0)
            found = new MountPlace(uniqueId, (int)status.Id, (int)status.ParentId);
        return true;
    }

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> texts, uint offset)
    {
        var text = texts[(int)offset..];
        return text[..text.IndexOf((byte)0)];
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint StatMountNative(
        nint number, in MountIdRequest request, Span<byte> buffer, nuint size, uint flags);
}
