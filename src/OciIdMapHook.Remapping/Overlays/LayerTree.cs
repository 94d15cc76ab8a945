using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>A layer as a mount of its own.</summary>
/// <param name="use">The layer, and whether it is to be idmapped.</param>
/// <param name="kind">Which one it is, for errors.</param>
/// <param name="userNamespace">The user namespace whose maps are applied.</param>
internal sealed class LayerTree(LayerUse use, string kind, FileDescriptor userNamespace)
{
    /// <summary>How the layer is called in errors.</summary>
    internal string Name { get; } = $"the {kind} {Printable.Text(use.Layer.Path)}";

    /// <summary>
    /// Proves that the layer is where it was found: in a copy of the mount namespace the ids of mounts are others.
    /// </summary>
    /// <exception cref="LinuxException">It is another folder, or on another mount.</exception>
    internal void Prove() => OpenFolder(use.Layer, Name).Dispose();

    /// <summary>A detached mount of the layer's folder, with the map it has already or is to have.</summary>
    /// <param name="isInCopy">The calling thread is in a copy of the mount namespace in which the layer was found.</param>
    /// <exception cref="LinuxException">The layer is another folder than was looked at, or cannot be copied or
    /// idmapped.</exception>
    internal FileDescriptor Make(bool isInCopy = false)
    {
        using var folder = OpenFolder(isInCopy ? use.Layer with { UniqueMountId = null } : use.Layer, Name);
        return Make(folder, use, Name, userNamespace);
    }

    /// <summary>The same of a folder that is known to hold the layer.</summary>
    internal static FileDescriptor Make(FileDescriptor folder, LayerUse use, string name, FileDescriptor userNamespace)
    {
        if (use is { IsMapped: true, Layer.IsIdmapped: true })
            return Mounts.CloneIdmapped(folder, userNamespace, name, use.Layer.FileSystemType, recursive: false);

        var tree = Mounts.CloneDetached(folder, name);
        try
        {
            if (use.IsMapped)
                Mounts.SetIdMap(tree, userNamespace, name, use.Layer.FileSystemType);
            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    /// <summary>A folder is on the mount that the layer was found on, as far as the kernel tells.</summary>
    internal static bool IsOnMountOf(FileDescriptor folder, LayerFacts layer) =>
        layer.UniqueMountId is not { } id || Files.UniqueMountId(folder) == id;

    internal static FileDescriptor OpenFolder(LayerFacts layer, string name)
    {
        var folder = Files.OpenAt(
            FileDescriptor.WorkingDirectory, layer.Path, OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow);
        var status = Files.Status(folder);
        if (status.Device == layer.Device && status.Inode == layer.Inode && IsOnMountOf(folder, layer))
            return folder;

        folder.Dispose();
        throw new LinuxException(
            Errno.None,
            $"open of {name}",
            "it is another folder, or on another mount, than a moment ago: somebody else changes the layers of this rootfs");
    }
}
