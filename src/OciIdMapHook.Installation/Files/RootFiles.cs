using System.Text;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// A root whose files are looked at: this host's, or another one's that is mounted somewhere or lies in a folder. What is looked
/// at is what was opened, and paths and links do not leave the root.
/// </summary>
internal sealed class RootFiles : IDisposable
{
    private const int LargestText = 4 << 20;
    private const int UsualText = 4096;
    private readonly FileDescriptor root;

    /// <exception cref="OperationException">There is no such folder.</exception>
    internal RootFiles(string root)
    {
        IsThisHost = Path.GetFullPath(root) == "/";
        try
        {
            this.root = Files.OpenAt(FileDescriptor.WorkingDirectory, root, OpenFlags.Path | OpenFlags.Directory);
        }
        catch (LinuxException exception)
        {
            throw new OperationException($"{root} is no folder: name the root whose files are to be looked at", exception);
        }
    }

    /// <summary>Programs of it may be run: they are this host's.</summary>
    internal bool IsThisHost { get; }

    internal FileDescriptor Descriptor => root;

    public void Dispose() => root.Dispose();

    /// <summary>Opens a file or folder of that root; links are followed as they are meant in there.</summary>
    /// <returns>Null where it is not there, or nobody may look.</returns>
    /// <exception cref="LinuxException">It is there and cannot be opened so.</exception>
    internal FileDescriptor? Open(string path, int flags = OpenFlags.Path)
    {
        try
        {
            return Files.OpenAt2(root, path, flags, PathResolution.InRoot | PathResolution.NoMagicLinks);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES)
        {
            return null;
        }
    }

    /// <summary>What is in a regular file of that root.</summary>
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is larger than the limit.</exception>
    internal ReadOnlyMemory<byte>? ReadBytes(string path, int limit)
    {
        // To open a device to read it may do something: it is looked at first, and the same file is opened then.
        using var found = Open(path);
        if (found is null || !Files.Status(found).IsRegular)
            return null;
        using var file = Files.OpenAt(FileDescriptor.WorkingDirectory, Files.LinkTo(found), OpenFlags.ReadOnly);
        return Files.ReadToEnd(file, path, limit, UsualText);
    }

    /// <inheritdoc cref="ReadBytes"/>
    internal string? Read(string path) => ReadBytes(path, LargestText) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>The files in a folder of that root whose names end so, in the order of their names; none where there is no such
    /// folder.</summary>
    internal IReadOnlyList<string> FilesIn(string folder, string extension)
    {
        using var opened = Open(folder);
        if (opened is null || !Files.Status(opened).IsDirectory)
            return [];
        using var readable = Files.OpenAt(opened, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        return
        [
            .. Files.Names(readable, folder)
                .Where(name => name.EndsWith(extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => $"{folder}/{name}"),
        ];
    }
}
