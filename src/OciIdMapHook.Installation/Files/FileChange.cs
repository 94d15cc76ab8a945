using OciIdMapHook.Linux;

namespace OciIdMapHook.Installation;

/// <summary>
/// One change of one file, which can be undone until it is kept. At every moment the name has the old file, or the new one.
/// </summary>
internal sealed class FileChange
{
    private readonly FolderFile file;
    private readonly string oldName;
    private readonly Stack<Action> undo = new();

    private FileChange(FolderFile file)
    {
        this.file = file;
        oldName = $"{file.OldPrefix}-{Guid.NewGuid():N}";
    }

    /// <summary>Puts a file in place.</summary>
    /// <param name="file">Where.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="permissions">Its permission bits.</param>
    /// <exception cref="LinuxException">It cannot be done, and all is as before.</exception>
    internal static FileChange Put(FolderFile file, ReadOnlyMemory<byte> content, int permissions)
    {
        var change = new FileChange(file);
        change.Carry(() =>
        {
            using var staged = StagedFile.Write(file.Folder, file.FolderPath, file.Name, content.Span, permissions);
            change.KeepOld();
            staged.PutInPlace(file.Name);
        });
        return change;
    }

    /// <summary>Takes a file that is there away.</summary>
    /// <exception cref="LinuxException">It cannot be done, and all is as before.</exception>
    internal static FileChange Take(FolderFile file)
    {
        var change = new FileChange(file);
        change.Carry(() =>
        {
            Files.Rename(file.Folder, file.Name, change.oldName);
            change.undo.Push(() => Files.Rename(file.Folder, change.oldName, file.Name));
            Files.Synchronize(file.Folder, file.FolderPath);
        });
        return change;
    }

    /// <exception cref="LinuxException">It cannot be undone.</exception>
    internal void Undo()
    {
        while (undo.TryPop(out var step))
            step();
        Files.Synchronize(file.Folder, file.FolderPath);
    }

    /// <summary>Removes what would be needed to undo it.</summary>
    internal void Keep() => Files.UnlinkIfThere(file.Folder, oldName);

    private void Carry(Action steps)
    {
        try
        {
            steps();
        }
        catch
        {
            Undo();
            throw;
        }
    }

    /// <remarks>By a second name: the first one is never without a file.</remarks>
    private void KeepOld()
    {
        try
        {
            Files.Link(file.Folder, file.Name, oldName);
            // Where the name still has the old file, rename(2) leaves both names: they are one file.
            undo.Push(() => Files.UnlinkIfThere(file.Folder, oldName));
            undo.Push(() => Files.Rename(file.Folder, oldName, file.Name));
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            undo.Push(() => Files.UnlinkIfThere(file.Folder, file.Name));
        }
    }
}
