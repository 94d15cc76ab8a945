using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>Reads what the hook has left of its runs (<see cref="AuditFile"/>).</summary>
public static class AuditLog
{
    /// <param name="folder">Where the files are; <see cref="AuditFile.Folder"/> on a host.</param>
    /// <returns>The records, oldest first; none where there is no file.</returns>
    /// <exception cref="OperationException">A file is there and cannot be read.</exception>
    public static AuditHistory Read(string folder = AuditFile.Folder)
    {
        var records = new List<AuditRecord>();
        var broken = 0;
        foreach (var (path, text) in ReadFiles(folder))
            broken += ReadLines(path, text, records);
        return new AuditHistory(records, broken);
    }

    private static (string Path, byte[] Text)[] ReadFiles(string folder)
    {
        var (olderPath, path) = ($"{folder}/{AuditFile.OlderName}", $"{folder}/{AuditFile.Name}");
        try
        {
            while (true)
            {
                // The newer one first: where it was renamed meanwhile, both descriptors are of one file, and not none of a third.
                using var newer = Files.OpenIfThere(path, OpenFlags.ReadOnly);
                using var older = Files.OpenIfThere(olderPath, OpenFlags.ReadOnly);
                if (newer is null || older is null || !Files.Status(newer).IsSameFileAs(Files.Status(older)))
                    return [(olderPath, Read(older, olderPath)), (path, Read(newer, path))];
            }
        }
        catch (Exception exception) when (exception is LinuxException or InvalidDataException)
        {
            throw new OperationException(
                $"the audit records in {folder} cannot be read: {exception.Message}; they are root's alone, so run this as root",
                exception);
        }
    }

    private static byte[] Read(FileDescriptor? file, string path) =>
        file is null ? [] : [.. Files.ReadToEnd(file, path, 2 * AuditFile.MaxBytes, AuditFile.MaxLineBytes)];

    /// <returns>How many lines are none.</returns>
    private static int ReadLines(string path, ReadOnlySpan<byte> text, List<AuditRecord> records)
    {
        var broken = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.IsEmpty || TryRead(line, path, records))
                continue;
            broken++;

            // The next record goes on in the line of one that was cut off by a full /run. No text has this in it: its quotes are
            // escaped.
            if (line.LastIndexOf("{\"time\":\""u8) is var start and > 0)
                TryRead(line[start..], path, records);
        }

        return broken;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, string path, List<AuditRecord> records)
    {
        try
        {
            records.Add(AuditRecord.Parse(line, path));
            return true;
        }
        catch (DocumentException)
        {
            return false;
        }
    }
}
