using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint OwnerOnly = 0x1C0; // 0700: whatever the umask, nobody else may enter
    private const uint ForEverybody = 0x1ED; // 0755

    /// <summary>mkdirat(2) with mode 0700.</summary>
    /// <exception cref="LinuxException">It cannot be made, or is there already.</exception>
    public static void MakeDirectory(FileDescriptor parent, string name, string parentName, Func<Errno, string?>? cause = null) =>
        SystemCall.Check(MkdirAtNative(parent, name, OwnerOnly), $"mkdirat of {name} in {parentName}", cause);

    /// <summary>The same where there may be something of that name.</summary>
    /// <returns>False where there is.</returns>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    public static bool TryMakeDirectory(FileDescriptor parent, string name, string parentName, Func<Errno, string?>? cause = null)
    {
        var result = MkdirAtNative(parent, name, OwnerOnly);
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
        var result = MkdirAtNative(parent, name, mode);
        if (result < 0 && SystemCall.LastError == Errno.EEXIST)
            return false;
        SystemCall.Check(result, $"mkdirat of {name} in {parentName}");
        return true;
    }

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkdirAtNative(FileDescriptor parent, string name, uint mode);
}
