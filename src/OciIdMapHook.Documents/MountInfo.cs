using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace OciIdMapHook.Documents;

/// <summary>Reads mount tables, <c>/proc/PID/mountinfo</c>.</summary>
/// <remarks>
/// proc_pid_mountinfo(5):
/// <code>
/// 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:7 - ext3 /dev/root rw,errors=continue
/// (1)(2)(3)  (4)   (5)   (6)        (7)               (8)(9) (10)      (11)
///
/// (1) mount id            (5) mount point            (9) file system type
/// (2) parent mount id     (6) mount's options       (10) source, may be empty
/// (3) major:minor         (7) zero or more optional (11) superblock's options
/// (4) root of the mount   (8) end of the optional fields
/// </code>
/// Space, tab, newline and backslash are written as three octal digits after a backslash (show_mountinfo and mangle in the
/// kernel's fs/proc_namespace.c); all other bytes stand as they are, valid UTF-8 or not.
/// </remarks>
public static class MountInfo
{
    /// <exception cref="DocumentException">A line is not in the format; the message names it.</exception>
    public static IReadOnlyList<MountEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<MountEntry>();
        foreach (var line in MountLine.Split(text))
            entries.Add(Read(text, line));

        return entries;
    }

    /// <summary>
    /// Of a table that may have thousands of mounts, what matters to one of them: itself, the mounts it lies on, and all that are
    /// below it, in the table's order.
    /// </summary>
    /// <param name="text">The whole table.</param>
    /// <param name="mountId">That mount.</param>
    /// <exception cref="DocumentException">One of these lines is not in the format; the message names it.</exception>
    public static IReadOnlyList<MountEntry> ParseAround(ReadOnlySpan<byte> text, int mountId)
    {
        var lines = MountLine.Split(text);
        var wanted = MountLine.FindAround(lines, mountId);
        var entries = new List<MountEntry>(wanted.Count);
        foreach (var line in lines)
        {
            if (wanted.Contains(line.Id))
                entries.Add(Read(text, line));
        }

        return entries;
    }

    private static MountEntry Read(ReadOnlySpan<byte> text, MountLine line) =>
        ParseLine(text.Slice(line.Start, line.Length))
        ?? throw MountLine.Malformed(line.Number, text.Slice(line.Start, line.Length));

    private static MountEntry? ParseLine(ReadOnlySpan<byte> line)
    {
        var fields = new FieldReader(line);
        if (!AsciiNumber.TryParse(fields.Next(), out int id) || !AsciiNumber.TryParse(fields.Next(), out int parentId))
            return null;

        var device = fields.Next();
        var root = fields.Next();
        var mountPoint = fields.Next();
        var options = fields.Next();
        if (device.IsEmpty || root.IsEmpty || mountPoint.IsEmpty || options.IsEmpty
            || !TryReadOptionalFields(ref fields, out var optional))
        {
            return null;
        }

        var fileSystemType = fields.Next();
        if (fileSystemType.IsEmpty || fields.AtEnd)
            return null;

        var source = fields.Next();
        return new MountEntry
        {
            Id = id,
            ParentId = parentId,
            Device = Encoding.UTF8.GetString(device),
            Root = Unescape(root, out var rootIsText),
            MountPoint = Unescape(mountPoint, out var mountPointIsText),
            Options = Encoding.UTF8.GetString(options),
            OptionalFields = Encoding.UTF8.GetString(optional),
            FileSystemType = Unescape(fileSystemType, out _),
            Source = Unescape(source, out _),
            SuperOptions = Unescape(fields.Rest(), out _),
            EscapedSuperOptions = Encoding.UTF8.GetString(fields.Rest()),
            HasUndecodablePath = !rootIsText || !mountPointIsText,
        };
    }

    private static bool TryReadOptionalFields(ref FieldReader fields, out ReadOnlySpan<byte> optional)
    {
        var all = fields.Rest();
        var length = 0;
        while (!fields.AtEnd)
        {
            var field = fields.Next();
            if (field.SequenceEqual("-"u8))
            {
                optional = all[..Math.Max(length - 1, 0)];
                return true;
            }

            length += field.Length + 1;
        }

        optional = default;
        return false;
    }

    private static string Unescape(ReadOnlySpan<byte> field, out bool isText)
    {
        if (!field.Contains((byte)'\\'))
        {
            isText = Utf8.IsValid(field);
            return Encoding.UTF8.GetString(field);
        }

        var rented = ArrayPool<byte>.Shared.Rent(field.Length);
        try
        {
            var bytes = rented.AsSpan(0, OctalEscape.Decode(field, rented));
            isText = Utf8.IsValid(bytes);
            return Encoding.UTF8.GetString(bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
