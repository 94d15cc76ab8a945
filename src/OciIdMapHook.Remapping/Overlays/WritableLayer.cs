using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The upper layer and its work folder. An overlay takes both from one mount only (ovl_get_workdir, fs/overlayfs/super.c), so the folder
/// above both is what becomes a mount, and both are opened within it.
/// </summary>
internal sealed class WritableLayer : IDisposable
{
    private const PathResolution InsideOneMount =
        PathResolution.InsideTree | PathResolution.NoMountCrossing;

    private readonly FileDescriptor work;
    private bool isKept;

    private WritableLayer(FileDescriptor tree, FileDescriptor work, string upperPath, string workPath, string name)
    {
        Tree = tree;
        this.work = work;
        UpperPath = upperPath;
        WorkPath = $"{workPath}/{FreshFolder}";
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

    // One that no other overlay uses: containers may share an upper layer, if they can live with what the kernel says of that.
    private string FreshFolder { get; } = $"oci-idmap-hook-{Guid.NewGuid():N}";

    /// <summary>Makes the mount, and in it, as the caller's file system ids, a work folder that the old overlay does not use: inside the
    /// old one's, so that whoever removes that one removes this one too.</summary>
    /// <exception cref="LinuxException">A folder is another one than was looked at, or the kernel refuses a step.</exception>
    internal static WritableLayer Make(LayerUse upper, LayerUse workFolder, FileDescriptor userNamespace)
    {
        var name = $"the upper layer {Printable.Text(upper.Layer.Path)}";
        using var upperFolder = LayerTree.OpenFolder(upper.Layer, name);
        using var oldWork = LayerTree.OpenFolder(workFolder.Layer, $"the work folder {Printable.Text(workFolder.Layer.Path)}");
        if (Files.Status(upperFolder).MountId != Files.Status(oldWork).MountId)
            throw new LinuxException(Errno.EXDEV, $"search for {name}", "it is on another mount than the overlay's work folder by now");

        var above = FolderAbove(upper.Layer.Path, workFolder.Layer.Path);
        using var folder = Files.OpenAt(
            FileDescriptor.WorkingDirectory, above, OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow);
        var tree = LayerTree.Make(folder, upper, name, userNamespace);
        FileDescriptor? work = null;
        try
        {
            work = Open(tree, Below(above, workFolder.Layer.Path), workFolder.Layer);
            var layer = new WritableLayer(
                tree, work, Below(above, upper.Layer.Path), Below(above, workFolder.Layer.Path), name);
            using (layer.OpenUpper(upper.Layer))
                Files.MakeDirectory(work, layer.FreshFolder, workFolder.Layer.Path, CauseOfMakeFailure);
            return layer;
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

    /// <summary>The fresh work folder is in use and stays: whoever removes the old overlay's, which it is in, removes it too.</summary>
    internal void Keep() => isKept = true;

    public void Dispose()
    {
        try
        {
            if (!isKept)
                Files.RemoveTree(work, FreshFolder);
        }
        catch (LinuxException)
        {
            // Why the container is refused matters more, and the folder goes with the one that it is in.
        }

        work.Dispose();
        Tree.Dispose();
    }

    private FileDescriptor OpenUpper(LayerFacts upper) => Open(Tree, UpperPath, upper);

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
            Errno.None, $"open of {Printable.Text(layer.Path)}", "another mount has been put over it since the overlay was mounted");
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

    private static string? CauseOfMakeFailure(Errno errno) => errno switch
    {
        Errno.EOVERFLOW => "the container's root has no id on that file system",
        Errno.EROFS => "the file system of the upper layer is read-only",
        _ => null,
    };
}
