using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Puts an idmapped twin of the root mount over it and moves the mounts below it there. For a thread inside the container's mount
/// namespace. The mounts that are moved stay the same objects, so descriptors that the runtime holds on them stay right.
/// </summary>
internal sealed class RootSwap : IDisposable
{
    private const PathResolution InsideOneTree = PathResolution.Beneath | PathResolution.NoSymlinks | PathResolution.NoMagicLinks;

    private readonly FileDescriptor oldRoot;
    private readonly FileDescriptor newRoot;
    private readonly string rootPath;
    private readonly UndoStack undo = new();
    private readonly List<FileDescriptor> opened = [];

    private RootSwap(FileDescriptor oldRoot, FileDescriptor newRoot, string rootPath)
    {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
        this.rootPath = rootPath;
        NewRootStatus = Files.Status(newRoot);
    }

    /// <summary>The new root, with its mount id.</summary>
    internal FileStatus NewRootStatus { get; }

    /// <summary>Makes the idmapped twin, detached: nothing that exists has changed yet.</summary>
    /// <exception cref="LinuxException">The mount cannot be copied or idmapped.</exception>
    internal static RootSwap Prepare(
        FileDescriptor oldRoot, FileDescriptor userNamespace, string rootPath, string fileSystemType)
    {
        var twin = Mounts.CloneDetached(oldRoot, rootPath);
        try
        {
            Mounts.SetIdMap(twin, userNamespace, rootPath, fileSystemType);
            return new RootSwap(oldRoot, twin, rootPath);
        }
        catch
        {
            twin.Dispose();
            throw;
        }
    }

    /// <exception cref="LinuxException">A mount cannot be moved; <see cref="Undo"/> puts back what was.</exception>
    internal void Carry(IReadOnlyList<SubmountMove> submounts)
    {
        Mounts.Move(newRoot, oldRoot, $"the idmapped mount of {rootPath}", rootPath);
        undo.Push(() =>
        {
            Files.ChangeDirectory(newRoot);
            Mounts.DetachWorkingDirectory($"the idmapped mount of {rootPath}");
        });

        foreach (var submount in submounts)
            Carry(submount);
    }

    /// <exception cref="LinuxException">Something cannot be put back.</exception>
    internal void Undo() => undo.UndoAll();

    public void Dispose()
    {
        foreach (var descriptor in opened)
            descriptor.Dispose();
        newRoot.Dispose();
    }

    /// <summary>
    /// Mounts that are stacked on one place can only be taken from the top. They are parked on the new root, so that the lowest can
    /// go first and the order stays.
    /// </summary>
    private void Carry(SubmountMove submount)
    {
        var path = submount.RelativePath;
        var place = Keep(Files.OpenAt2(
            newRoot, path, OpenFlags.Path | OpenFlags.NoFollow, InsideOneTree | PathResolution.NoMountCrossing));

        var parked = new Stack<FileDescriptor>();
        foreach (var mountId in submount.StackedAbove.Reverse())
        {
            var mount = OpenMount(mountId, path);
            Move(mount, path, newRoot, () => OpenTop(oldRoot, path));
            parked.Push(mount);
        }

        Move(OpenMount(submount.MountId, path), path, place, () => OpenTop(oldRoot, path));
        while (parked.TryPop(out var mount))
            Move(mount, path, place, () => newRoot);
    }

    private void Move(FileDescriptor mount, string path, FileDescriptor target, Func<FileDescriptor> whereItWas)
    {
        Mounts.Move(mount, target, $"{rootPath}/{path}", "the idmapped root");
        undo.Push(() => Mounts.Move(mount, whereItWas(), $"{rootPath}/{path}", "where it was"));
    }

    /// <summary>The mount on the old root that a path finds, proved to be the one that was planned for.</summary>
    private FileDescriptor OpenMount(int mountId, string path)
    {
        var mount = OpenTop(oldRoot, path);
        var status = Files.Status(mount);
        return status.MountId == mountId && status.IsMountRoot
            ? mount
            : throw new LinuxException(
                Errno.None,
                $"move of {rootPath}/{path}",
                $"mount {mountId} was there when the container was looked at, now it is mount {status.MountId}: somebody else "
                + "changes this rootfs or its mounts");
    }

    private FileDescriptor OpenTop(FileDescriptor root, string path) =>
        Keep(Files.OpenAt2(root, path, OpenFlags.Path | OpenFlags.NoFollow, InsideOneTree));

    private FileDescriptor Keep(FileDescriptor descriptor)
    {
        opened.Add(descriptor);
        return descriptor;
    }
}
