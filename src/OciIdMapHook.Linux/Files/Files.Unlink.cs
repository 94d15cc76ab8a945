namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>unlinkat(2) of a file; of a symbolic link the link itself.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void Unlink(FileDescriptor folder, string name) =>
        SystemCall.Check(Native.unlinkat(folder, name, 0), $"unlinkat of {name}");

    /// <summary>The same where there may be no such file.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="LinuxException">There is one, and it cannot be removed.</exception>
    public static bool UnlinkIfThere(FileDescriptor folder, string name)
    {
        var result = Native.unlinkat(folder, name, 0);
        if (result < 0 && SystemCall.LastError == Errno.ENOENT)
            return false;
        SystemCall.Check(result, $"unlinkat of {name}");
        return true;
    }
}
