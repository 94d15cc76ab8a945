using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>A temporary folder, removed with all that is in it when disposed.</summary>
internal sealed class BenchFolder : IDisposable
{
    private const double Spare = 1.1; // upper layers hold more than the sizes of files

    private readonly string parent;
    private readonly string name;

    private BenchFolder(string parent, string name)
    {
        this.parent = parent;
        this.name = name;
    }

    internal string Path => $"{parent}/{name}";

    /// <exception cref="OperationException">There is no such folder to make it in.</exception>
    /// <exception cref="LinuxException">It cannot be made.</exception>
    internal static BenchFolder Create(string parent)
    {
        var folder = new BenchFolder(System.IO.Path.GetFullPath(parent).TrimEnd('/'), $"oci-idmapctl-bench-{Guid.NewGuid():N}");
        using var opened = folder.OpenParent();
        Files.MakeDirectory(opened, folder.name, folder.parent);
        return folder;
    }

    /// <summary>Makes a folder in it, or finds the one that is there.</summary>
    internal string Folder(string relativePath) => Directory.CreateDirectory($"{Path}/{relativePath}").FullName;

    /// <summary>Removes a folder in it.</summary>
    /// <exception cref="LinuxException">Something in it cannot be removed.</exception>
    internal void Remove(string entry)
    {
        using var folder = Files.OpenAt(FileDescriptor.WorkingDirectory, Path, OpenFlags.Path | OpenFlags.Directory);
        Files.RemoveTree(folder, entry);
    }

    /// <exception cref="OperationException">It is inside what is measured: an overlay takes no upper layer from its lower
    /// one.</exception>
    internal void ProveOutside(string rootfs)
    {
        if (Path.StartsWith(rootfs.TrimEnd('/') + '/', StringComparison.Ordinal))
        {
            throw new OperationException(
                $"no chown is measured: the folder {Printable.Text(parent)} for the snapshot is inside the rootfs; "
                + "name another one with --work-folder, or take --chown false");
        }
    }

    /// <exception cref="OperationException">A chown copies every file, and there is no room for that.</exception>
    internal void ProveRoomFor(long bytes)
    {
        var free = new DriveInfo(parent).AvailableFreeSpace;
        if (bytes * Spare > free)
        {
            throw new OperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no chown is measured: it copies every file, {bytes >> 20} MiB, and {Printable.Text(parent)} has "
                + $"{free >> 20} MiB left; name another folder with --work-folder, or take --chown false"));
        }
    }

    public void Dispose()
    {
        using var opened = OpenParent();
        Files.RemoveTree(opened, name);
    }

    private FileDescriptor OpenParent() =>
        Files.OpenIfThere(parent, OpenFlags.Path | OpenFlags.Directory)
        ?? throw new OperationException(
            $"the folder {Printable.Text(parent)} for the measurement is not there; make it or name another one with "
            + "--work-folder");
}
