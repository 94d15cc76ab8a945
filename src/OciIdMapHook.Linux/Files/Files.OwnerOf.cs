namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Who owns a file, and whether something is mounted there (statx(2)); a link is not followed.</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <returns>Null where it is gone.</returns>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static (uint Uid, uint Gid, bool IsMountRoot)? OwnerOf(FileDescriptor folder, ReadOnlySpan<byte> entry)
    {
        const int Flags = Native.AT_SYMLINK_NOFOLLOW | Native.AT_STATX_DONT_SYNC;
        const uint Mask = Native.STATX_TYPE | Native.STATX_UID | Native.STATX_GID;
        var result = Native.statx(folder, entry, Flags, Mask, out var buffer);
        if (result < 0 && SystemCall.LastError == Errno.ENOENT)
            return null;
        SystemCall.Check(result, "statx of a file");
        return (buffer.stx_uid, buffer.stx_gid, (buffer.stx_attributes & Native.STATX_ATTR_MOUNT_ROOT) != 0);
    }
}
