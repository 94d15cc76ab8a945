namespace OciIdMapHook.Operations;

/// <summary>A file of which readers find the old content or the new one at any moment, a crash included.</summary>
internal static class AtomicFile
{
    /// <summary>Writes into a file beside it whose name begins with a full stop, to the disk, and in its place. Everybody may read it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? "/", $".{Path.GetFileName(full)}.{Environment.ProcessId}");
        try
        {
            WriteThrough(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteThrough(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
#pragma warning disable CA1416 // This is a program for Linux. Who reads the file need not be root.
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
#pragma warning restore CA1416
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
