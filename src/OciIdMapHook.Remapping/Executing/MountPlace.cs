using OciIdMapHook.Linux;

namespace OciIdMapHook.Remapping;

/// <summary>
/// A mount point, by the directory it is in and its name there: what is mounted on it can be taken away, be it on a directory or on a
/// file, and what is found on top then be opened again. No symbolic link is followed on the way.
/// </summary>
internal sealed class MountPlace : IDisposable
{
    private readonly FileDescriptor directory;
    private readonly string entry;
    private readonly string name;

    private MountPlace(FileDescriptor directory, string entry, string name)
    {
        this.directory = directory;
        this.entry = entry;
        this.name = name;
    }

    /// <param name="root">A directory.</param>
    /// <param name="relativePath">The mount point below it; never empty.</param>
    /// <param name="name">How the mount point is called in errors.</param>
    /// <exception cref="LinuxException">The path does not resolve.</exception>
    internal static MountPlace Open(FileDescriptor root, string relativePath, string name)
    {
        var end = relativePath.LastIndexOf('/');
        var folder = end < 0 ? "." : relativePath[..end];
        return new MountPlace(
            Files.OpenAt2(root, folder, OpenFlags.Path | OpenFlags.Directory, PathResolution.InsideTree), relativePath[(end + 1)..], name);
    }

    /// <summary>What the path finds: the root of the topmost mount there, or the mount point itself.</summary>
    /// <exception cref="LinuxException">There is nothing, or a symbolic link.</exception>
    internal FileDescriptor OpenTop() => Files.OpenAt2(directory, entry, OpenFlags.Path | OpenFlags.NoFollow, PathResolution.InsideTree);

    /// <summary>The topmost mount there, proved to be a certain one.</summary>
    /// <exception cref="LinuxException">It is another one.</exception>
    internal FileDescriptor OpenMount(int mountId)
    {
        var top = OpenTop();
        var status = Files.Status(top);
        if (status.MountId == mountId && status.IsMountRoot)
            return top;

        top.Dispose();
        throw new LinuxException(
            Errno.None,
            $"remount of {name}",
            $"mount {mountId} was there when the container was looked at, now it is mount {status.MountId}: somebody else changes "
            + "this rootfs or its mounts");
    }

    /// <summary>Takes the topmost mount away, proved to be a certain one.</summary>
    /// <exception cref="LinuxException">It is another one, or cannot be unmounted.</exception>
    internal void Detach(int mountId)
    {
        OpenMount(mountId).Dispose();
        DetachTop();
    }

    /// <summary>Takes away whatever is mounted there on top.</summary>
    /// <exception cref="LinuxException">It cannot be unmounted.</exception>
    internal void DetachTop() => Mounts.DetachEntry(directory, entry, name);

    public void Dispose() => directory.Dispose();
}
