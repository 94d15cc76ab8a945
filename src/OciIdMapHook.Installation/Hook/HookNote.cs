using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace OciIdMapHook.Installation;

/// <summary>
/// What an executable says of itself without being run (elf(5), 64-bit, little-endian): the machine it is for, and the note that
/// the build puts into the hook (VersionNote/note.c).
/// </summary>
internal static class HookNote
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int NoteHeaderSize = 12;
    private const uint NoteSegment = 4; // PT_NOTE
    private const uint VersionType = 1;
    private const int LongestVersion = 64;
    private const ushort X64Machine = 62; // EM_X86_64
    private const ushort Arm64Machine = 183; // EM_AARCH64

    private static ReadOnlySpan<byte> Magic => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    private static readonly byte[] Owner = Encoding.ASCII.GetBytes($"{HookFile.HookName}\0");

    /// <summary>It is a program of this machine's processor, so that the kernel would run it.</summary>
    internal static bool IsOfThisMachine(ReadOnlySpan<byte> file) => IsElf(file)
        && BinaryPrimitives.ReadUInt16LittleEndian(file[18..])
            == (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Arm64Machine : X64Machine);

    /// <returns>The version; null where the file has no such note, and so is no hook or one from before there was the
    /// note.</returns>
    internal static string? Version(ReadOnlySpan<byte> file)
    {
        if (!IsElf(file))
            return null;
        var offset = BinaryPrimitives.ReadUInt64LittleEndian(file[32..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(file[54..]);
        for (var left = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]); left > 0 && size >= ProgramHeaderSize; left--)
        {
            var header = Part(file, offset, ProgramHeaderSize);
            if (header.IsEmpty)
                return null;
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == NoteSegment && InNotes(NotesOf(file, header)) is { } version)
                return version;
            offset += size;
        }

        return null;
    }

    private static bool IsElf(ReadOnlySpan<byte> file) => file.Length >= HeaderSize && file.StartsWith(Magic);

    private static ReadOnlySpan<byte> NotesOf(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header) => Part(
        file, BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), BinaryPrimitives.ReadUInt64LittleEndian(header[32..]));

    private static string? InNotes(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= NoteHeaderSize)
        {
            var nameSize = BinaryPrimitives.ReadUInt32LittleEndian(notes);
            var textSize = BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]);
            var type = BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]);
            var text = NoteHeaderSize + Aligned(nameSize);
            if (type == VersionType && textSize is > 0 and <= LongestVersion
                && Part(notes, NoteHeaderSize, nameSize).SequenceEqual(Owner)
                && Part(notes, text, textSize) is { IsEmpty: false } version)
            {
                return System.Version.TryParse(Encoding.ASCII.GetString(version), out var parsed) ? parsed.ToString() : null;
            }
            var next = text + Aligned(textSize);
            if (next > (ulong)notes.Length)
                return null;
            notes = notes[(int)next..];
        }

        return null;
    }

    private static ulong Aligned(uint size) => (size + 3UL) & ~3UL;

    /// <returns>Empty where the file has no such part.</returns>
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> file, ulong offset, ulong size) =>
        offset <= (ulong)file.Length && size <= (ulong)file.Length - offset ? file.Slice((int)offset, (int)size) : default;
}
