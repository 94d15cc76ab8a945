namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// openat(2) of a file in a folder, which is made with mode 0600 where there is none. A link there is not followed.
    /// </summary>
    /// <exception cref="LinuxException">It cannot be opened or made, or is a link (ELOOP).</exception>
    public static FileDescriptor OpenOrCreate(FileDescriptor folder, string name, int flags, string folderName)
    {
        var opened = Open(folder, name, flags | Native.O_CREAT | OpenFlags.NoFollow, Native.S_IRUSR | Native.S_IWUSR);
        return SystemCall.Check(opened, $"open of {folderName}/{name}");
    }
}
