using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    private const uint OwnerOnly = 0x1C0; // 0700: whatever the umask, nobody else may enter

    /// <summary>mkdirat(2) with mode 0700.</summary>
    /// <exception cref="LinuxException">It cannot be made, or is there already.</exception>
    public static void MakeDirectory(FileDescriptor parent, string name, string parentName, Func<Errno, string?>? cause = null) =>
        SystemCall.Check(MkdirAtNative(parent, name, OwnerOnly), $"mkdirat of {name} in {parentName}", cause);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MkdirAtNative(FileDescriptor parent, string name, uint mode);
}
