namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const int CreateIfMissing = 0x40; // O_CREAT
    private const uint OwnerReadsAndWrites = 0x180; // 0600

    /// <summary>openat(2) of a file in a folder, which is made with mode 0600 where there is none. A link there is not followed.</summary>
    /// <exception cref="LinuxException">It cannot be opened or made, or is a link (ELOOP).</exception>
    public static FileDescriptor OpenOrCreate(FileDescriptor folder, string name, int flags, string folderName)
    {
        var opened = OpenAtNative(folder, name, flags | CreateIfMissing | OpenFlags.NoFollow | OpenFlags.CloseOnExec, OwnerReadsAndWrites);
        return SystemCall.Check(opened, $"open of {folderName}/{name}");
    }
}
