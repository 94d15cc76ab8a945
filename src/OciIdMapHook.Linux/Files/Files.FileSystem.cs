namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>Nothing can be written to a file's file system through its mount: the mount or the superblock is read-only
    /// (fstatfs(2)).</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool IsReadOnly(FileDescriptor file) => (MountFlags(file) & Native.ST_RDONLY) != 0;

    /// <summary>No program is run from there: the mount is noexec.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool IsNoExec(FileDescriptor file) => (MountFlags(file) & Native.ST_NOEXEC) != 0;

    /// <summary>
    /// A setuid program there has no more rights than who runs it: the mount is nosuid, or nothing there can be run.
    /// </summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static bool ForbidsSetUserId(FileDescriptor file) => (MountFlags(file) & (Native.ST_NOSUID | Native.ST_NOEXEC)) != 0;

    private static nint MountFlags(FileDescriptor file)
    {
        SystemCall.Check(Native.fstatfs(file, out var buffer), "fstatfs");
        return buffer.f_flags;
    }
}
