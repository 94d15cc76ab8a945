namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// fchdir(2): the calling thread's working directory, where unshare(CLONE_FS) has made it the thread's own.
    /// </summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void ChangeDirectory(FileDescriptor directory) => SystemCall.Check(Native.fchdir(directory), "fchdir");
}
