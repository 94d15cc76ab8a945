using System.Text;

namespace OciIdMapHook.Linux;

public static partial class Files
{
    /// <summary>openat2(2) of a folder below another by the bytes of its path, through no link.</summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">Without a zero at its end.</param>
    /// <param name="flags">As of open(2), besides O_DIRECTORY and O_CLOEXEC.</param>
    /// <param name="resolve">Besides <see cref="PathResolution.InsideTree"/>.</param>
    /// <returns>Null where there is none, or a mount point that is not to be crossed.</returns>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    internal static FileDescriptor? OpenFolderInside(
        FileDescriptor root, ReadOnlySpan<byte> path, int flags, PathResolution resolve)
    {
        if (path.Length >= Native.PATH_MAX)
            throw new LinuxException(Errno.ENAMETOOLONG, "openat2 of a folder", "folders are nested too deeply");

        Span<byte> text = stackalloc byte[Native.PATH_MAX];
        path.CopyTo(text);
        text[path.Length] = 0;
        var opened = Open(root, text, flags | OpenFlags.Directory | OpenFlags.NoFollow, PathResolution.InsideTree | resolve);
        if (!opened.IsInvalid || SystemCall.LastError is not (Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV))
            return SystemCall.Check(opened, $"openat2 of {Encoding.UTF8.GetString(path)}");

        opened.Dispose();
        return null;
    }
}
