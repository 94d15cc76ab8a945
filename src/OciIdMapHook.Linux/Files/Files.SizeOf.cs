namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>The size of a regular file, 0 for anything else (statx(2)); a link is not followed.</summary>
    /// <param name="folder">The folder it is in.</param>
    /// <param name="entry">Its name in there, ended by a zero.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    internal static long SizeOf(FileDescriptor folder, ReadOnlySpan<byte> entry)
    {
        const int Flags = Native.AT_SYMLINK_NOFOLLOW | Native.AT_STATX_DONT_SYNC;
        var result = Native.statx(folder, entry, Flags, Native.STATX_TYPE | Native.STATX_SIZE, out var buffer);
        SystemCall.Check(result, "statx of a file");
        return (buffer.stx_mode & Native.S_IFMT) == Native.S_IFREG ? (long)buffer.stx_size : 0;
    }
}
