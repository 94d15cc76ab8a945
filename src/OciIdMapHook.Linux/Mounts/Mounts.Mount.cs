namespace OciIdMapHook.Linux;

public static partial class Mounts
{
    /// <summary>mount(2), as it was before there were file system contexts.</summary>
    /// <param name="type">The file system.</param>
    /// <param name="source">What the mount table shows as the source.</param>
    /// <param name="target">The mount point, from the calling thread's working directory.</param>
    /// <param name="isReadOnly">The superblock is to be read-only.</param>
    /// <param name="options">The file system's own options: less than a page.</param>
    /// <param name="cause">The file system's own likely causes.</param>
    /// <exception cref="LinuxException">The file system does not accept the options.</exception>
    public static void Mount(
        string type, string source, string target, bool isReadOnly, string options, Func<Errno, string?>? cause = null) =>
        SystemCall.Check(
            Native.mount(source, target, type, isReadOnly ? (nuint)Native.MS_RDONLY : 0, options),
            $"mount of {type} with {options}",
            cause);
}
