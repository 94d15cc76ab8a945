using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Hook.Auditing;

/// <summary>
/// Appends a record to the audit file. It is opened when the log's socket is: before a container's mount namespace is entered,
/// where a path could mean something else. Each record is one write(2) at the file's end, so that any number of hooks may write
/// at once.
/// </summary>
internal sealed class AuditTrail : IDisposable
{
    /// <summary>A file of this size is set aside. Hooks that have it open by then write a few records more.</summary>
    private const int MaxBytesToAppendTo = AuditFile.MaxBytes - (256 << 10);

    private const string ParentFolder = "/run";
    private const int FolderFlags = OpenFlags.Path;

    private FileDescriptor? file;
    private bool isOpened;
    private string? fault;

    /// <summary>Opens the file, if that is not done. Nothing about it keeps a container from starting.</summary>
    internal void Open()
    {
        if (isOpened)
            return;
        isOpened = true;
        try
        {
            file = OpenFile();
        }
        catch (LinuxException exception)
        {
            fault = IsForbidden(exception) ? null : exception.Message;
        }
    }

    /// <returns>Why the record was not written, if anybody can do something about it.</returns>
    internal string? Write(AuditRecord record)
    {
        Open();
        if (file is null)
            return fault;
        try
        {
            Files.WriteAtOnce(file, record.ToLine().Span, AuditFile.Name, "in " + AuditFile.Folder, CauseOfWriteFailure);
        }
        catch (LinuxException exception)
        {
            fault = exception.Message;
        }

        return fault;
    }

    public void Dispose() => file?.Dispose();

    private static FileDescriptor OpenFile()
    {
        using var folder = OpenFolder();
        while (true)
        {
            var opened = Files.OpenOrCreate(
                folder, AuditFile.Name, OpenFlags.WriteOnly | OpenFlags.Append | OpenFlags.NonBlocking, AuditFile.Folder);
            try
            {
                var status = Files.Status(opened);
                if (!status.IsRegular)
                {
                    throw new LinuxException(
                        Errno.None, $"open of {AuditFile.Folder}/{AuditFile.Name}", "it is no regular file; remove it");
                }
                if (status.Size < MaxBytesToAppendTo || !TrySetAside(folder, opened, status))
                    return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }

            opened.Dispose();
        }
    }

    /// <summary>One hook sets the file aside; the others, which find it locked or another one in its place, go on.</summary>
    /// <returns>Whether there is another file to open.</returns>
    private static bool TrySetAside(FileDescriptor folder, FileDescriptor full, FileStatus status)
    {
        if (!Files.TryLock(full, AuditFile.Name))
            return false;
        using var named = Files.OpenAt(folder, AuditFile.Name, OpenFlags.Path | OpenFlags.NoFollow);
        if (Files.Status(named).IsSameFileAs(status))
            Files.Rename(folder, AuditFile.Name, AuditFile.OlderName);
        return true;
    }

    private static FileDescriptor OpenFolder()
    {
        var flags = FolderFlags | OpenFlags.Directory | OpenFlags.NoFollow;
        if (Files.OpenIfThere(AuditFile.Folder, flags) is { } folder)
            return folder;

        using var parent = Files.OpenAt(FileDescriptor.WorkingDirectory, ParentFolder, FolderFlags | OpenFlags.Directory);
        try
        {
            Files.MakeDirectory(parent, AuditFile.Folder[(ParentFolder.Length + 1)..], ParentFolder);
        }
        catch (LinuxException exception) when (exception.Errno is Errno.EEXIST)
        {
            // Another hook was quicker; or it is no folder, as the next line says.
        }

        return Files.OpenAt(FileDescriptor.WorkingDirectory, AuditFile.Folder, flags);
    }

    /// <summary>A hook without privileges simply may not write there.</summary>
    private static bool IsForbidden(LinuxException exception) =>
        exception.Errno is Errno.EACCES or Errno.EPERM or Errno.EROFS && !Caller.IsHostsRoot();

    private static string? CauseOfWriteFailure(Errno errno) =>
        errno is Errno.ENOSPC ? "/run is full; make room there, or set audit to false in the hook's configuration" : null;
}
