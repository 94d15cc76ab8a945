using OciIdMapHook.Documents;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>
/// Follows the hook's audit records: each line is read once, however often the file is renamed and a new one begun. The file is
/// held open, so what was written to it after the last look is read though it have another name by now, or none.
/// </summary>
public sealed class AuditTail(string folder = AuditFile.Folder) : IDisposable
{
    private const int LargestFile = 16 * AuditFile.MaxBytes;

    private readonly List<byte> half = [];
    private FileDescriptor? held;

    /// <param name="line">Is given each whole line since the last call, without its end.</param>
    /// <exception cref="LinuxException">A file is there and cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is far larger than the hook would let it become.</exception>
    public void Read(Action<ReadOnlyMemory<byte>> line)
    {
        var newer = Files.OpenIfThere($"{folder}/{AuditFile.Name}", OpenFlags.ReadOnly);
        if (held is not null)
            ReadRest(held, line);
        if (newer is null || (held is not null && Same(newer, held)))
        {
            newer?.Dispose();
            return;
        }

        using (var older = Files.OpenIfThere($"{folder}/{AuditFile.OlderName}", OpenFlags.ReadOnly))
        {
            // One that was begun and filled since the last look.
            if (older is not null && !Same(older, newer) && (held is null || !Same(older, held)))
                ReadRest(older, line);
        }

        held?.Dispose();
        held = newer;
        ReadRest(held, line);
    }

    public void Dispose() => held?.Dispose();

    private static bool Same(FileDescriptor one, FileDescriptor other) => Files.Status(one).IsSameFileAs(Files.Status(other));

    /// <remarks>A hook may be in the middle of the last line: it is kept until its end is there.</remarks>
    private void ReadRest(FileDescriptor file, Action<ReadOnlyMemory<byte>> line)
    {
        half.AddRange(Files.ReadToEnd(file, AuditFile.Name, LargestFile, AuditFile.MaxLineBytes).AsSpan());
        byte[] text = [.. half];
        var begin = 0;
        for (int end; (end = Array.IndexOf(text, (byte)'\n', begin)) >= 0; begin = end + 1)
        {
            if (end > begin)
                line(text.AsMemory(begin, end - begin));
        }

        half.Clear();
        half.AddRange(text.AsSpan(begin));
    }
}
