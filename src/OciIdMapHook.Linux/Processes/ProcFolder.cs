namespace OciIdMapHook.Linux;

/// <summary>/proc as it was when it was first needed: in another mount namespace that path may lead elsewhere.</summary>
internal static class ProcFolder
{
    private static readonly Lazy<FileDescriptor> Opened = new(() => Files.OpenAt(
        FileDescriptor.WorkingDirectory, "/proc", OpenFlags.Path | OpenFlags.Directory));

    /// <exception cref="LinuxException">/proc is not mounted.</exception>
    internal static FileDescriptor Descriptor => Opened.Value;
}
