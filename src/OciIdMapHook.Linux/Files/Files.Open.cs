namespace OciIdMapHook.Linux;

/// <summary>Files by descriptor, each call with one meaning per errno.</summary>
public static partial class Files
{
    /// <summary>openat(2), close-on-exec, made again where a signal came between.</summary>
    /// <returns>An invalid descriptor where it failed, with the errno in <see cref="SystemCall.LastError"/>.</returns>
    private static FileDescriptor Open(FileDescriptor directory, string path, int flags, uint mode = 0)
    {
        FileDescriptor opened;
        do
            opened = Native.openat(directory, path, flags | OpenFlags.CloseOnExec, mode);
        while (SystemCall.Interrupted(opened));
        return opened;
    }

    /// <inheritdoc cref="Open(FileDescriptor, string, int, uint)"/>
    /// <remarks>The path ends with a zero.</remarks>
    internal static FileDescriptor Open(FileDescriptor directory, ReadOnlySpan<byte> path, int flags)
    {
        FileDescriptor opened;
        do
            opened = Native.openat(directory, path, flags | OpenFlags.CloseOnExec, 0);
        while (SystemCall.Interrupted(opened));
        return opened;
    }

    /// <summary>openat2(2), close-on-exec, made again where a signal came between or a rename raced with ".." (EAGAIN).</summary>
    /// <inheritdoc cref="Open(FileDescriptor, string, int, uint)" path="/returns"/>
    private static FileDescriptor Open(FileDescriptor directory, string path, int flags, PathResolution resolve)
    {
        var how = How(flags, resolve);
        FileDescriptor opened;
        do
            opened = Native.openat2(directory, path, in how);
        while (SystemCall.Interrupted(opened) || SystemCall.FailedWith(opened, Errno.EAGAIN));
        return opened;
    }

    /// <inheritdoc cref="Open(FileDescriptor, string, int, PathResolution)"/>
    /// <remarks>The path ends with a zero.</remarks>
    private static FileDescriptor Open(FileDescriptor directory, ReadOnlySpan<byte> path, int flags, PathResolution resolve)
    {
        var how = How(flags, resolve);
        FileDescriptor opened;
        do
            opened = Native.openat2(directory, path, in how);
        while (SystemCall.Interrupted(opened) || SystemCall.FailedWith(opened, Errno.EAGAIN));
        return opened;
    }

    private static Native.Struct.open_how How(int flags, PathResolution resolve) =>
        new() { flags = (uint)(flags | OpenFlags.CloseOnExec), resolve = (uint)resolve };
}
