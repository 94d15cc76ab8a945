namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>The owner or the group stays what it is (chown(2)).</summary>
    public const uint KeepOwner = uint.MaxValue;

    /// <summary>
    /// fchownat(2) of an entry of a folder, or of the folder itself where the name is empty; a link is not followed.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <param name="uid">The new owner.</param>
    /// <param name="gid">The new group.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void ChangeOwner(FileDescriptor folder, ReadOnlySpan<byte> entry, uint uid, uint gid)
    {
        var result = Native.fchownat(folder, entry, uid, gid, Native.AT_SYMLINK_NOFOLLOW | Native.AT_EMPTY_PATH);
        SystemCall.Check(result, $"fchownat to {uid}:{gid}", CauseOfChownFailure);
    }

    private static string? CauseOfChownFailure(Errno errno) => errno switch
    {
        Errno.EPERM => "CAP_CHOWN is missing, or the file is immutable",
        Errno.ENOSPC => "the file system is full",
        _ => null,
    };
}
