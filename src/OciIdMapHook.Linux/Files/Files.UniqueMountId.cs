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
}
