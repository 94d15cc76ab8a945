using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>A name in an open folder, and what is there.</summary>
/// <param name="Folder">The open folder; whoever opened it closes it.</param>
/// <param name="FolderPath">How the folder is called.</param>
/// <param name="Name">The name in it.</param>
internal sealed record FolderFile(FileDescriptor Folder, string FolderPath, string Name)
{
    internal string FullPath => Path.Combine(FolderPath, Name);

    /// <summary>
    /// How names begin of a file that is no longer in force: no engine takes one without <c>.json</c> at its end.
    /// </summary>
    internal string OldPrefix => $".{Name}.old";

    /// <returns>What is there; null where nothing is.</returns>
    /// <exception cref="LinuxException">It cannot be looked at.</exception>
    internal FileFacts? Observe()
    {
        try
        {
            using var link = Files.OpenAt(Folder, Name, OpenFlags.Path | OpenFlags.NoFollow);
            var status = Files.Status(link);
            return new FileFacts(status, status.IsRegular ? Read(link) : ReadOnlyMemory<byte>.Empty);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            return null;
        }
    }

    /// <summary>Removes what a run that was killed has left behind of this file.</summary>
    /// <exception cref="LinuxException">It cannot be removed.</exception>
    internal void RemoveLeftovers()
    {
        using var folder = Files.OpenAt(Folder, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        foreach (var name in Files.Names(folder, FolderPath).Where(IsLeftover))
            Files.UnlinkIfThere(Folder, name);
    }

    private bool IsLeftover(string name) => name.StartsWith(StagedFile.PrefixOf(Name), StringComparison.Ordinal)
        || name.StartsWith(OldPrefix, StringComparison.Ordinal);

    /// <remarks>The very file that was looked at, whatever has its name by now.</remarks>
    private ReadOnlyMemory<byte> Read(FileDescriptor found)
    {
        try
        {
            using var file = Files.OpenAt(FileDescriptor.WorkingDirectory, Files.LinkTo(found), OpenFlags.ReadOnly);
            return Files.ReadToEnd(file, FullPath, HookExecutable.LargestFile, HookExecutable.UsualFile);
        }
        catch (InvalidDataException)
        {
            return ReadOnlyMemory<byte>.Empty;
        }
    }
}
