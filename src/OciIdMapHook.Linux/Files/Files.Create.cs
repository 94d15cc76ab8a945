namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>A new file for writing, close-on-exec (open(2) with O_CREAT and O_EXCL).</summary>
    /// <param name="folder">The folder it is made in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="mode">Its permission bits, whatever the umask.</param>
    /// <exception cref="LinuxException">It cannot be made, or there is a file of that name.</exception>
    public static FileDescriptor Create(FileDescriptor folder, string name, uint mode)
    {
        var made = Open(folder, name, OpenFlags.WriteOnly | OpenFlags.NewFile, OwnerOnly);
        SystemCall.Check(made, $"creation of {name}");
        SetMode(made, mode, name);
        return made;
    }

    /// <summary>A new file without content (open(2) with O_CREAT and O_EXCL).</summary>
    /// <param name="folder">The folder it is made in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="mode">Its permission bits, less what the umask takes.</param>
    /// <param name="folderName">How the folder is called in errors.</param>
    /// <returns>False where there is something of that name, be it a link.</returns>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    public static bool TryCreateEmpty(FileDescriptor folder, string name, uint mode, string folderName)
    {
        var made = Open(folder, name, OpenFlags.WriteOnly | OpenFlags.NewFile, mode);
        if (made.IsInvalid && SystemCall.LastError == Errno.EEXIST)
        {
            made.Dispose();
            return false;
        }

        SystemCall.Check(made, $"creation of {name} in {folderName}").Dispose();
        return true;
    }
}
