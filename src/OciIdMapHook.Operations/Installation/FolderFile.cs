using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations.Installation;

/// <summary>A name in an open folder, and what is there.</summary>
/// <param name="Folder">The open folder; whoever opened it closes it.</param>
/// <param name="FolderPath">How the folder is called.</param>
/// <param name="Name">The name in it.</param>
internal sealed record FolderFile(FileDescriptor Folder, string FolderPath, string Name)
{
    private const int LargestFile = 64 << 20;
    private const int UsualFile = 4 << 20;

    internal string FullPath => Path.Combine(FolderPath, Name);

    /// <summary>A name for a file that is not yet, or no longer, in force: no engine takes one without <c>.json</c> at its end.</summary>
    internal string NewName => $".{Name}.new";

    /// <inheritdoc cref="NewName"/>
    internal string OldName => $".{Name}.old";

    /// <returns>What is there; null where nothing is.</returns>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal FileFacts? Observe()
    {
        try
        {
            using var link = Files.OpenAt(Folder, Name, OpenFlags.Path | OpenFlags.NoFollow);
            var status = Files.Status(link);
            return new FileFacts(status, status.IsRegular ? Read() : ReadOnlyMemory<byte>.Empty);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            return null;
        }
    }

    private ReadOnlyMemory<byte> Read()
    {
        try
        {
            using var file = Files.OpenAt(Folder, Name, OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking);
            return Files.ReadToEnd(file, FullPath, LargestFile, UsualFile);
        }
        catch (InvalidDataException)
        {
            return ReadOnlyMemory<byte>.Empty;
        }
    }
}
