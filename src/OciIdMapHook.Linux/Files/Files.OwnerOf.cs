namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint StatxOwner = 0x19; // STATX_TYPE | STATX_UID | STATX_GID

    /// <summary>Who owns a file, and whether something is mounted there (statx(2)); a link is not followed.</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <returns>Null where it is gone.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static (uint Uid, uint Gid, bool IsMountRoot)? OwnerOf(FileDescriptor folder, ReadOnlySpan<byte> entry)
    {
        var result = StatxNative(folder, entry, AtSymlinkNoFollow | AtStatxDontSync, StatxOwner, out var buffer);
        if (result < 0 && SystemCall.LastError == Errno.ENOENT)
            return null;
        SystemCall.Check(result, "statx of a file");
        return (buffer.Uid, buffer.Gid, (buffer.Attributes & StatxAttributeMountRoot) != 0);
    }
}
