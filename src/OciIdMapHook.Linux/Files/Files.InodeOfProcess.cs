namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>The inode of what a link in a process's /proc folder leads to (statx(2)), without any allocation.</summary>
    /// <param name="process">The process's id, or <c>self</c>.</param>
    /// <param name="name">The link, such as <c>ns/user</c>; both are short.</param>
    /// <param name="inode">0 where it cannot be had.</param>
    /// <returns>Why it cannot; <see cref="Errno.None"/> where it can.</returns>
    internal static Errno InodeOfProcess(ReadOnlySpan<byte> process, ReadOnlySpan<byte> name, out ulong inode)
    {
        Span<byte> path = stackalloc byte[MaxProcessFile];
        path.Clear();
        "/proc/"u8.CopyTo(path);
        var end = "/proc/"u8.Length;
        process.CopyTo(path[end..]);
        end += process.Length;
        path[end++] = (byte)'/';
        name.CopyTo(path[end..^1]);

        var result = Native.statx(
            FileDescriptor.WorkingDirectory, path, Native.AT_STATX_DONT_SYNC, Native.STATX_INO, out var buffer);
        inode = result < 0 ? 0 : buffer.stx_ino;
        return result < 0 ? SystemCall.LastError : Errno.None;
    }
}
