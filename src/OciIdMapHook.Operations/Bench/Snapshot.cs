using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>What engines make of an image for one container: an overlay with a new upper layer. What is done to it goes there,
/// and the rootfs below it stays as it is. Unmounted and removed when disposed.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly BenchFolder work;

    private Snapshot(BenchFolder work, FileDescriptor root)
    {
        this.work = work;
        Root = root;
    }

    internal FileDescriptor Root { get; }

    /// <param name="rootfs">The lower layer.</param>
    /// <param name="work">Where the upper one goes.</param>
    /// <exception cref="LinuxException">The kernel makes no overlay of them.</exception>
    internal static Snapshot Mount(string rootfs, BenchFolder work)
    {
        var merged = work.Folder("snapshot/merged");
        using var lower = Files.OpenAt(FileDescriptor.WorkingDirectory, rootfs, OpenFlags.Path | OpenFlags.Directory);
        using var upper = Files.OpenAt(FileDescriptor.WorkingDirectory, work.Folder("snapshot/upper"), OpenFlags.Path);
        using var workFolder = Files.OpenAt(FileDescriptor.WorkingDirectory, work.Folder("snapshot/work"), OpenFlags.Path);

        // By descriptors: a path may hold a colon or a comma.
        Mounts.Mount(
            "overlay",
            "overlay",
            merged,
            isReadOnly: false,
            $"lowerdir={Files.LinkTo(lower)},upperdir={Files.LinkTo(upper)},workdir={Files.LinkTo(workFolder)}",
            CauseOfFailure);
        return new Snapshot(
            work, Files.OpenAt(FileDescriptor.WorkingDirectory, merged, OpenFlags.ReadOnly | OpenFlags.Directory));
    }

    public void Dispose()
    {
        Root.Dispose();
        Mounts.Unmount(work.Folder("snapshot/merged"), detach: false);
        work.Remove("snapshot");
    }

    private static string? CauseOfFailure(Errno errno) => errno == Errno.EINVAL
        ? "the file system of the work folder cannot hold an upper layer (an overlay or a network file system cannot); name "
            + "another folder with --work-folder, or take --chown false"
        : null;
}
