namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>fchmod(2).</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static void SetMode(FileDescriptor file, uint mode, string name) =>
        SystemCall.Check(Native.fchmod(file, mode), $"fchmod of {name}");
}
