using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace OciIdMapHook.Linux;

public sealed partial class MountList
{
    private const ulong All = Native.STATMOUNT_SB_BASIC | Native.STATMOUNT_MNT_BASIC | Native.STATMOUNT_MNT_ROOT
        | Native.STATMOUNT_MNT_POINT | Native.STATMOUNT_FS_TYPE;

    private const int MaxTexts = 2 * Native.PATH_MAX;

    /// <param name="uniqueId">A mount's id that no other one ever gets.</param>
    /// <param name="found">Null where it was unmounted meanwhile, or is out of sight.</param>
    /// <returns>False where the kernel does not tell.</returns>
    [SkipLocalsInit]
    private bool TryGet(ulong uniqueId, out MountStatus? found)
    {
        found = null;
        var request = RequestOf(uniqueId);
        request.param = All;
        Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<Native.Struct.statmount>() + MaxTexts];
        if (Native.statmount(in request, buffer, (nuint)buffer.Length, 0) < 0)
            return SystemCall.LastError == Errno.ENOENT;

        var status = MemoryMarshal.Read<Native.Struct.statmount>(buffer);
        // A mount that lies below the root directory has no path.
        if ((status.mask & All) != All)
            return true;

        var texts = buffer[Unsafe.SizeOf<Native.Struct.statmount>()..];
        var root = TextAt(texts, status.mnt_root);
        var mountPoint = TextAt(texts, status.mnt_point);
        found = new MountStatus
        {
            Id = (int)status.mnt_id_old,
            UniqueId = uniqueId,
            ParentId = (int)status.mnt_parent_id_old,
            UniqueParentId = status.mnt_parent_id,
            Device = string.Concat(
                status.sb_dev_major.ToString(provider: null), ":", status.sb_dev_minor.ToString(provider: null)),
            FileSystemType = Encoding.UTF8.GetString(TextAt(texts, status.fs_type)),
            Root = Encoding.UTF8.GetString(root),
            MountPoint = Encoding.UTF8.GetString(mountPoint),
            HasText = Utf8.IsValid(root) && Utf8.IsValid(mountPoint),
            Options = MountOptions.ToText(status.mnt_attr),
            Propagation = MountPropagation.ToText(status),
            IsIdmapped = (status.mnt_attr & Native.MOUNT_ATTR_IDMAP) != 0,
        };
        return true;
    }

    /// <inheritdoc cref="TryGet"/>
    [SkipLocalsInit]
    private bool TryGetIds(ulong uniqueId, out ListedMount? found)
    {
        found = null;
        var request = RequestOf(uniqueId);
        request.param = Native.STATMOUNT_MNT_BASIC;
        Span<byte> buffer = stackalloc byte[Unsafe.SizeOf<Native.Struct.statmount>()];
        if (Native.statmount(in request, buffer, (nuint)buffer.Length, 0) < 0)
            return SystemCall.LastError == Errno.ENOENT;

        var status = MemoryMarshal.Read<Native.Struct.statmount>(buffer);
        if ((status.mask & Native.STATMOUNT_MNT_BASIC) != 0)
            found = new ListedMount(uniqueId, (int)status.mnt_id_old, (int)status.mnt_parent_id_old);
        return true;
    }

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> texts, uint offset)
    {
        var text = texts[(int)offset..];
        return text[..text.IndexOf((byte)0)];
    }
}
