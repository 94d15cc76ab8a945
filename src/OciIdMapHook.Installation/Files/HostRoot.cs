using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// The root directory of the host that is installed on: <c>/</c>, or where a container or a builder of images sees it. Paths and
/// links below it do not leave it.
/// </summary>
public sealed class HostRoot : IDisposable
{
    private const PathResolution Inside = PathResolution.InRoot | PathResolution.NoMagicLinks;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private HostRoot(string path, FileDescriptor descriptor)
    {
        FullPath = path;
        Descriptor = descriptor;
    }

    public string FullPath { get; }

    public FileDescriptor Descriptor { get; }

    /// <exception cref="OperationException">It is no folder that can be opened.</exception>
    public static HostRoot Open(string path)
    {
        try
        {
            return new HostRoot(path, Files.OpenAt(
                FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly | OpenFlags.Directory));
        }
        catch (LinuxException exception)
        {
            throw new OperationException($"{path} is no root directory to install below: {exception.Message}", exception);
        }
    }

    public void Dispose() => Descriptor.Dispose();

    /// <summary>Makes sure that nobody else installs here until this is disposed.</summary>
    /// <exception cref="OperationException">Somebody does, and does not come to an end.</exception>
    internal void Lock()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!Files.TryLock(Descriptor, FullPath))
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new OperationException(
                    $"another process has been installing below {FullPath} for {Patience.TotalSeconds} seconds; wait for it or "
                    + "end it");
            }
            Thread.Sleep(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <returns>Null where there is no such folder.</returns>
    /// <exception cref="OperationException">It cannot be opened.</exception>
    internal FileDescriptor? FolderIfThere(string path)
    {
        try
        {
            return Files.OpenAt2(Descriptor, path, OpenFlags.ReadOnly | OpenFlags.Directory, Inside);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            return null;
        }
        catch (LinuxException exception)
        {
            throw new OperationException($"{path} is no folder to install to: {exception.Message}", exception);
        }
    }

    /// <summary>The folder; it and those above it are made where they are missing.</summary>
    /// <exception cref="OperationException">It cannot be made.</exception>
    internal FileDescriptor Folder(string path)
    {
        if (FolderIfThere(path) is { } folder)
            return folder;
        var parentPath = Path.GetDirectoryName(path) ?? "/";
        using var parent = Folder(parentPath);
        try
        {
            if (Files.MakePublicDirectory(parent, Path.GetFileName(path), parentPath))
                Files.Synchronize(parent, parentPath);
        }
        catch (LinuxException exception)
        {
            throw new OperationException($"the folder {path} cannot be made: {exception.Message}", exception);
        }

        return FolderIfThere(path)
            ?? throw new OperationException($"the folder {path} cannot be made: a symbolic link to nothing is there; remove it");
    }
}
