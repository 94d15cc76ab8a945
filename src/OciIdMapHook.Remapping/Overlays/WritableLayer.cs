using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The upper layer and its work folder. An overlay takes both from one mount only (ovl_get_workdir, fs/overlayfs/super.c), so the
/// folder above both is what becomes a mount, and both are opened within it.
/// </summary>
internal sealed class WritableLayer : IDisposable
{
    private const PathResolution InsideOneMount =
        PathResolution.InsideTree | PathResolution.NoMountCrossing;

    private readonly FileDescriptor work;
    private readonly FreshWorkFolder freshFolder;
    private bool isKept;

    private WritableLayer(
        FileDescriptor tree, FileDescriptor work, FreshWorkFolder freshFolder, string upperPath, string workPath, string name)
    {
        Tree = tree;
        this.work = work;
        this.freshFolder = freshFolder;
        UpperPath = upperPath;
        WorkPath = $"{workPath}/{freshFolder.Name}";
        Name = name;
    }

    /// <summary>The detached mount that both are in.</summary>
    internal FileDescriptor Tree { get; }

    /// <summary>Where the upper layer is in <see cref="Tree"/>.</summary>
    internal string UpperPath { get; }

    /// <summary>Where the new overlay's own work folder is in <see cref="Tree"/>.</summary>
    internal string WorkPath { get; }

    /// <summary>How the upper layer is called in errors.</summary>
    internal string Name { get; }

    /// <summary>Makes the mount, and in it, as the caller's file system ids, a work folder that no overlay uses: inside the
    /// old one's, so that whoever removes that one removes this one too.</summary>
    /// <param name="upper">The upper layer.</param>
    /// <param name="workFolder">The old overlay's work folder.</param>
    /// <param name="userNamespace">The user namespace whose maps are applied.</param>
    /// <param name="containerId">Whose overlay it becomes part of.</param>
    /// <exception cref="LinuxException">A folder is another one than was looked at, or the kernel refuses a step.</exception>
    internal static WritableLayer Make(LayerUse upper, LayerUse workFolder, FileDescriptor userNamespace, string containerId)
    {
        var name = $"the upper layer {Printable.Text(upper.Layer.Path)}";
        using var upperFolder = LayerTree.OpenFolder(upper.Layer, name);
        using var oldWork = LayerTree.OpenFolder(workFolder.Layer, $"the work folder {Printable.Text(workFolder.Layer.Path)}");
        if (Files.Status(upperFolder).MountId != Files.Status(oldWork).MountId)
        {
            throw new LinuxException(
                Errno.EXDEV, $"search for {name}", "it is on another mount than the overlay's work folder by now");
        }

        var above = FolderAbove(upper.Layer.Path, workFolder.Layer.Path);
        using var folder = Files.OpenAt(
            FileDescriptor.WorkingDirectory, above, OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow);
        if (!LayerTree.IsOnMountOf(folder, upper.Layer))
        {
            throw new LinuxException(
                Errno.EXDEV, $"search for {name}", "the folder above it and the overlay's work folder is on another mount");
        }
        var tree = LayerTree.Make(folder, upper, name, userNamespace);
        FileDescriptor? work = null;
        try
        {
            var (upperPath, workPath) = (Below(above, upper.Layer.Path), Below(above, workFolder.Layer.Path));
            work = Open(tree, workPath, workFolder.Layer);
            using (Open(tree, upperPath, upper.Layer))
            {
                var fresh = FreshWorkFolder.Make(work, oldWork, containerId, workFolder.Layer.Path);
                return new WritableLayer(tree, work, fresh, upperPath, workPath, name);
            }
        }
        catch
        {
            work?.Dispose();
            tree.Dispose();
            throw;
        }
    }

    internal FileDescriptor OpenUpper() => Open(Tree, UpperPath);

    internal FileDescriptor OpenWork() => Open(Tree, WorkPath);

    /// <summary>The overlay is made: that its work folder is in use is for the kernel to tell from now on.</summary>
    internal void IsInUse() => freshFolder.Unlock();

    /// <summary>
    /// The fresh work folder is in use and stays: whoever removes the old overlay's, which it is in, removes it too.
    /// </summary>
    internal void Keep() => isKept = true;

    public void Dispose()
    {
        try
        {
            if (!isKept)
                Files.RemoveTree(work, freshFolder.Name);
        }
        catch (LinuxException)
        {
            // Why the container is refused matters more, and the folder goes with the one that it is in.
        }

        freshFolder.Unlock();
        work.Dispose();
        Tree.Dispose();
    }

    private static FileDescriptor Open(FileDescriptor tree, string path) =>
        Files.OpenAt2(tree, path.Length == 0 ? "." : path, OpenFlags.ReadOnly | OpenFlags.Directory, InsideOneMount);

    private static FileDescriptor Open(FileDescriptor tree, string path, LayerFacts layer)
    {
        var folder = Open(tree, path);
        var status = Files.Status(folder);
        if (status.Device == layer.Device && status.Inode == layer.Inode)
            return folder;

        folder.Dispose();
        throw new LinuxException(
            Errno.None, $"open of {Printable.Text(layer.Path)}",
            "another mount has been put over it since the overlay was mounted");
    }

    private static string FolderAbove(string one, string other)
    {
        var end = 0;
        for (var i = 0; i < Math.Min(one.Length, other.Length) && one[i] == other[i]; i++)
        {
            if (one[i] == '/')
                end = i;
        }

        return end == 0 ? "/" : one[..end];
    }

    private static string Below(string above, string path) => path[(above == "/" ? 1 : above.Length + 1)..];
}
