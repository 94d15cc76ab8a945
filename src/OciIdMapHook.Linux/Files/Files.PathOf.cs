namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>
    /// The absolute path of what a descriptor names, without links, as seen from the calling thread's root directory.
    /// </summary>
    /// <exception cref="LinuxException">It has none that could be used again.</exception>
    public static string PathOf(FileDescriptor file) => ReadLink(FileDescriptor.WorkingDirectory, LinkTo(file));

    /// <summary>A path that leads the calling thread to what a descriptor names, while it is open: short, and without a character
    /// that would have to be escaped.</summary>
    public static string LinkTo(FileDescriptor file) => $"/proc/thread-self/fd/{file.Number}";
}
