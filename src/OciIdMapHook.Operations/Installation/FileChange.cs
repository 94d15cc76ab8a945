using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations.Installation;

/// <summary>One change of one file, which can be undone until it is kept. At every moment the name has the old file, or the new one.</summary>
internal sealed class FileChange
{
    private readonly FolderFile file;
    private readonly Stack<Action> undo = new();

    private FileChange(FolderFile file) => this.file = file;

    /// <summary>Puts a file in place.</summary>
    /// <param name="file">Where.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="permissions">Its permission bits.</param>
    /// <param name="prove">Is called with the path of the new file before it has its name; throws where it is not right.</param>
    /// <exception cref="LinuxException">It cannot be done, and all is as before.</exception>
    internal static FileChange Put(FolderFile file, ReadOnlyMemory<byte> content, int permissions, Action<string> prove)
    {
        var change = new FileChange(file);
        change.Carry(() =>
        {
            change.Write(content, permissions);
            prove($"/proc/{Environment.ProcessId}/fd/{file.Folder.Number}/{file.NewName}");
            change.KeepOld();
            Files.Rename(file.Folder, file.NewName, file.Name);
            Files.Synchronize(file.Folder, file.FolderPath);
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
            Files.Rename(file.Folder, file.Name, file.OldName);
            change.undo.Push(() => Files.Rename(file.Folder, file.OldName, file.Name));
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
    internal void Keep() => Files.UnlinkIfThere(file.Folder, file.OldName);

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

    private void Write(ReadOnlyMemory<byte> content, int permissions)
    {
        using var written = Files.Create(file.Folder, file.NewName, (uint)permissions);
        undo.Push(() => Files.UnlinkIfThere(file.Folder, file.NewName));
        Files.WriteAll(written, content.Span, file.FullPath);
        Files.Synchronize(written, file.FullPath);
    }

    /// <remarks>By a second name: the first one is never without a file.</remarks>
    private void KeepOld()
    {
        try
        {
            Files.Link(file.Folder, file.Name, file.OldName);
            // Where the name still has the old file, rename(2) leaves both names: they are one file.
            undo.Push(() => Files.UnlinkIfThere(file.Folder, file.OldName));
            undo.Push(() => Files.Rename(file.Folder, file.OldName, file.Name));
        }
        catch (LinuxException exception) when (exception.Errno == Errno.ENOENT)
        {
            undo.Push(() => Files.UnlinkIfThere(file.Folder, file.Name));
        }
    }
}
