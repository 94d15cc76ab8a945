namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>The id of the mount a file is on that no other mount ever gets (STATX_MNT_ID_UNIQUE, Linux 6.8).</summary>
    /// <returns>Null where the kernel has no such ids.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static ulong? UniqueMountId(FileDescriptor file)
    {
        StatxOfUniqueId(file, out var buffer);
        return HasUniqueId(in buffer) ? buffer.stx_mnt_id : null;
    }

    /// <summary>Whether a file is the root of a certain mount.</summary>
    /// <param name="file">The file.</param>
    /// <param name="id">The mount's id as in mountinfo, which another mount gets as soon as this one is gone.</param>
    /// <param name="uniqueId">The one that no other mount ever gets, where it is known: then it decides.</param>
    /// <exception cref="LinuxException">The call failed, or the kernel is older than Linux 5.8.</exception>
    public static bool IsRootOfMount(FileDescriptor file, int id, ulong? uniqueId)
    {
        if (uniqueId is not { } wanted)
        {
            var status = Status(file);
            return status.MountId == id && status.IsMountRoot;
        }

        StatxOfUniqueId(file, out var buffer);
        return HasUniqueId(in buffer)
            && buffer.stx_mnt_id == wanted
            && (buffer.stx_attributes & Native.STATX_ATTR_MOUNT_ROOT) != 0;
    }

    private static void StatxOfUniqueId(FileDescriptor file, out Native.Struct.statx buffer)
    {
        const int Flags = Native.AT_EMPTY_PATH | Native.AT_STATX_DONT_SYNC;
        var result = Native.statx(file, string.Empty, Flags, Native.STATX_MNT_ID_UNIQUE, out buffer);
        SystemCall.Check(result, "statx of a descriptor");
    }

    private static bool HasUniqueId(in Native.Struct.statx buffer) => (buffer.stx_mask & Native.STATX_MNT_ID_UNIQUE) != 0;
}
