namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>linkat(2) in one folder: a second name of a file, or of a symbolic link itself.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Link(FileDescriptor folder, string name, string secondName) =>
        SystemCall.Check(
            Native.linkat(folder, name, folder, secondName, 0), $"link of {name} as {secondName}", CauseOfLinkFailure);

    private static string? CauseOfLinkFailure(Errno errno) =>
        errno == Errno.EPERM ? "it is a folder, or the file system has no hard links; move it away" : null;
}
