using System.Runtime.InteropServices;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>fchmod(2).</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void SetMode(FileDescriptor file, uint mode, string name) =>
        SystemCall.Check(FchmodNative(file, mode), $"fchmod of {name}");

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int FchmodNative(FileDescriptor file, uint mode);
}
