namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint OwnerOnly = Native.S_IRWXU; // whatever the umask, nobody else may enter

    private const uint ForEverybody = // 0755
        Native.S_IRWXU | Native.S_IRGRP | Native.S_IXGRP | Native.S_IROTH | Native.S_IXOTH;

    /// <summary>mkdirat(2) with mode 0700.</summary>
    /// <exception cref="LinuxException">It cannot be made, or is there already.</exception>
    public static void MakeDirectory(FileDescriptor parent, string name, string parentName, Func<Errno, string?>? cause = null) =>
        SystemCall.Check(Native.mkdirat(parent, name, OwnerOnly), $"mkdirat of {name} in {parentName}", cause);

    /// <summary>The same where there may be something of that name.</summary>
    /// <returns>False where there is.</returns>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    public static bool TryMakeDirectory(FileDescriptor parent, string name, string parentName, Func<Errno, string?>? cause = null)
    {
        var result = Native.mkdirat(parent, name, OwnerOnly);
        if (result < 0 && SystemCall.LastError == Errno.EEXIST)
            return false;
        SystemCall.Check(result, $"mkdirat of {name} in {parentName}", cause);
        return true;
    }

    /// <summary>mkdirat(2) with mode 0755, less what the umask takes.</summary>
    /// <returns>False where there is something of that name.</returns>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    public static bool MakePublicDirectory(FileDescriptor parent, string name, string parentName) =>
        TryMakeDirectory(parent, name, ForEverybody, parentName);

    /// <summary>mkdirat(2).</summary>
    /// <param name="parent">The folder it is made in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="mode">Its permission bits, less what the umask takes.</param>
    /// <param name="parentName">How the folder is called in errors.</param>
    /// <returns>False where there is something of that name.</returns>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    public static bool TryMakeDirectory(FileDescriptor parent, string name, uint mode, string parentName)
    {
        var result = Native.mkdirat(parent, name, mode);
        if (result < 0 && SystemCall.LastError == Errno.EEXIST)
            return false;
        SystemCall.Check(result, $"mkdirat of {name} in {parentName}");
        return true;
    }
}
