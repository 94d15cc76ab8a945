namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// openat2(2), Linux 5.6, always close-on-exec: the only way paths that an image may have shaped are opened.
    /// </summary>
    /// <exception cref="LinuxException">The path does not resolve under these rules.</exception>
    public static FileDescriptor OpenAt2(FileDescriptor directory, string path, int flags, PathResolution resolve)
    {
        var opened = Open(directory, path, flags, resolve);
        return SystemCall.Check(opened, $"openat2 of {path} ({resolve})", CauseOfOpenAt2Failure);
    }

    /// <summary>The same where there may be no such file.</summary>
    /// <param name="directory">Where the path begins.</param>
    /// <param name="path">The path.</param>
    /// <param name="flags">Of open(2).</param>
    /// <param name="resolve">How the path is resolved.</param>
    /// <param name="fault">Why it is not opened: ENOENT, ENOTDIR, ELOOP, or EXDEV where it lies on another mount or
    /// outside.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="LinuxException">It is there, or may be, and cannot be opened.</exception>
    public static FileDescriptor? TryOpenAt2(
        FileDescriptor directory, string path, int flags, PathResolution resolve, out Errno fault)
    {
        var opened = Open(directory, path, flags, resolve);
        fault = opened.IsInvalid ? SystemCall.LastError : Errno.None;
        if (fault is not (Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV))
            return SystemCall.Check(opened, $"openat2 of {path} ({resolve})", CauseOfOpenAt2Failure);
        opened.Dispose();
        return null;
    }

    private static string? CauseOfOpenAt2Failure(Errno errno) => errno switch
    {
        Errno.ENOSYS => "the kernel has no openat2 (Linux 5.6 or newer is needed), or a seccomp filter hides it",
        Errno.ELOOP => "a symbolic link stands where the container's mount table names a directory",
        Errno.EXDEV => "the path leaves the tree it must stay in",
        _ => null,
    };
}
