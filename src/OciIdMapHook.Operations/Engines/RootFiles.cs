using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations.Engines;

/// <summary>A root whose files are looked at: this host's, or another one's that is mounted somewhere or lies in a folder.</summary>
internal sealed class RootFiles
{
    private readonly string root;

    /// <exception cref="OperationException">There is no such folder.</exception>
    internal RootFiles(string root)
    {
        this.root = Path.GetFullPath(root);
        if (!Directory.Exists(this.root))
            throw new OperationException($"{root} is no folder: name the root whose files are to be looked at");
    }

    /// <summary>Programs of it may be run: they are this host's.</summary>
    internal bool IsThisHost => root == "/";

    /// <summary>Where a path of that root is on this machine, whether it is there or not.</summary>
    internal string At(string path) => IsThisHost ? path : $"{root}{path}";

    /// <summary>Where a file or folder of that root really is on this machine: links are followed as they are meant in there.</summary>
    /// <returns>Null where it is not there.</returns>
    internal string? Find(string path)
    {
        try
        {
            using var folder = Files.OpenAt(FileDescriptor.WorkingDirectory, root, OpenFlags.Path | OpenFlags.Directory);
            using var file = Files.OpenAt2(folder, path, OpenFlags.Path, PathResolution.InRoot | PathResolution.NoMagicLinks);
            return Files.PathOf(file);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES)
        {
            return null;
        }
    }

    /// <summary>The text of a file of that root.</summary>
    /// <returns>Null where it is not there.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal string? Read(string path) => Find(path) is { } place && File.Exists(place) ? File.ReadAllText(place) : null;

    /// <summary>The files in a folder of that root whose names end so, in the order of their names; none where there is no such
    /// folder.</summary>
    internal IReadOnlyList<string> FilesIn(string folder, string extension)
    {
        if (Find(folder) is not { } place || !Directory.Exists(place))
            return [];
        var names = Directory.EnumerateFiles(place, $"*{extension}").Select(Path.GetFileName);
        return [.. names.Order(StringComparer.Ordinal).Select(name => $"{folder}/{name}")];
    }
}
