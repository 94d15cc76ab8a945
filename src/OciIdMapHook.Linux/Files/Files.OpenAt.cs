namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>openat(2), always close-on-exec. For paths no container can influence: /proc, and paths on the host.</summary>
    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    public static FileDescriptor OpenAt(FileDescriptor directory, string path, int flags) =>
        OpenAt(directory, path, flags, path, cause: null);

    internal static FileDescriptor OpenAt(
        FileDescriptor directory, string path, int flags, FileName name, Func<Errno, string?>? cause) =>
        SystemCall.Check(Open(directory, path, flags), $"open of {name}", cause);

    /// <summary>The file, or null where there is none (ENOENT, ENOTDIR).</summary>
    /// <exception cref="LinuxException">The file is there but cannot be opened.</exception>
    public static FileDescriptor? OpenIfThere(string path, int flags)
    {
        var opened = Open(FileDescriptor.WorkingDirectory, path, flags);
        if (opened.IsInvalid && SystemCall.LastError is Errno.ENOENT or Errno.ENOTDIR)
        {
            opened.Dispose();
            return null;
        }

        return SystemCall.Check(opened, $"open of {path}");
    }
}
