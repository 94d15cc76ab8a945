namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint StatxUniqueMountId = 0x4000; // STATX_MNT_ID_UNIQUE

    /// <summary>The id of the mount a file was reached through that no other mount ever gets (statx(2), Linux 6.8).</summary>
    /// <returns>Null where the kernel has no such ids.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static ulong? UniqueMountId(FileDescriptor file)
    {
        var result = StatxNative(file, string.Empty, AtEmptyPath | AtStatxDontSync, StatxUniqueMountId, out var buffer);
        SystemCall.Check(result, "statx of a descriptor");
        return (buffer.Mask & StatxUniqueMountId) != 0 ? buffer.MountId : null;
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

        var result = StatxNative(file, string.Empty, AtEmptyPath | AtStatxDontSync, StatxUniqueMountId, out var buffer);
        SystemCall.Check(result, "statx of a descriptor");
        return (buffer.Mask & StatxUniqueMountId) != 0 && buffer.MountId == wanted && (buffer.Attributes & StatxAttributeMountRoot) != 0;
    }
}
