using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// A mount point, by the directory it is in and its name there, be it a directory or a file: what is found on top can be opened,
/// and be opened again when something was moved. No symbolic link is followed on the way.
/// </summary>
internal sealed class OpenMountPoint : IDisposable
{
    private readonly FileDescriptor directory;
    private readonly bool ownsDirectory;
    private readonly string entry;
    private readonly string name;

    private OpenMountPoint(FileDescriptor directory, bool ownsDirectory, string entry, string name)
    {
        this.directory = directory;
        this.ownsDirectory = ownsDirectory;
        this.entry = entry;
        this.name = name;
    }

    /// <summary>The directory is <c>root</c> itself, whose name nobody can change.</summary>
    internal bool IsInRoot => !ownsDirectory;

    /// <summary>The mount point's name in its directory.</summary>
    internal string Entry => entry;

    /// <summary>The directory that the mount point is in.</summary>
    internal FileStatus DirectoryStatus => Files.Status(directory);

    /// <param name="root">A directory, which stays the caller's.</param>
    /// <param name="relativePath">The mount point below it; never empty.</param>
    /// <param name="name">How the mount point is called in errors.</param>
    /// <exception cref="LinuxException">The path does not resolve.</exception>
    internal static OpenMountPoint Open(FileDescriptor root, string relativePath, string name)
    {
        var end = relativePath.LastIndexOf('/');
        return end < 0
            ? new OpenMountPoint(root, ownsDirectory: false, relativePath, name)
            : new OpenMountPoint(
                Files.OpenAt2(root, relativePath[..end], OpenFlags.Path | OpenFlags.Directory, PathResolution.InsideTree),
                ownsDirectory: true,
                relativePath[(end + 1)..],
                name);
    }

    /// <returns>Null where the path leads nowhere at the moment.</returns>
    /// <inheritdoc cref="Open"/>
    internal static OpenMountPoint? TryOpen(FileDescriptor root, string relativePath, string name)
    {
        try
        {
            return Open(root, relativePath, name);
        }
        catch (LinuxException exception) when (LeadsNowhere(exception.Errno))
        {
            return null;
        }
    }

    /// <summary>What the path finds: the root of the topmost mount there, or the mount point itself.</summary>
    /// <exception cref="LinuxException">There is nothing, or a symbolic link.</exception>
    internal FileDescriptor OpenTop() =>
        Files.OpenAt2(directory, entry, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree);

    /// <returns>Null where there is nothing at the moment.</returns>
    /// <inheritdoc cref="OpenTop"/>
    internal FileDescriptor? TryOpenTop()
    {
        try
        {
            return OpenTop();
        }
        catch (LinuxException exception) when (LeadsNowhere(exception.Errno))
        {
            return null;
        }
    }

    /// <returns>Null where there is nothing at the moment, or another mount.</returns>
    /// <inheritdoc cref="OpenMount"/>
    internal FileDescriptor? TryOpenMount(int mountId, ulong? uniqueId)
    {
        var top = TryOpenTop();
        if (top is not null && Files.IsRootOfMount(top, mountId, uniqueId))
            return top;

        top?.Dispose();
        return null;
    }

    /// <summary>The topmost mount there, proved to be a certain one.</summary>
    /// <exception cref="LinuxException">It is another one.</exception>
    internal FileDescriptor OpenMount(int mountId, ulong? uniqueId = null)
    {
        var top = OpenTop();
        if (Files.IsRootOfMount(top, mountId, uniqueId))
            return top;

        var found = Files.Status(top).MountId;
        top.Dispose();
        throw new LinuxException(
            Errno.None,
            $"remount of {name}",
            $"mount {mountId} was there when the container was looked at, now it is "
            + $"{(found == mountId ? "a later mount of that id" : $"mount {found}")}: somebody else changes this rootfs or its "
            + "mounts");
    }

    public void Dispose()
    {
        if (ownsDirectory)
            directory.Dispose();
    }

    private static bool LeadsNowhere(Errno errno) => errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV;
}
