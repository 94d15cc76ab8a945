namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>fsync(2): what was written to a file, or renamed in a folder, is on the disk.</summary>
    /// <exception cref="LinuxException">The call failed: whether it is, nobody knows.</exception>
    public static void Synchronize(FileDescriptor file, string name)
    {
        nint result;
        do
            result = Native.fsync(file);
        while (SystemCall.Interrupted(result));
        SystemCall.Check(result, $"fsync of {name}");
    }
}
