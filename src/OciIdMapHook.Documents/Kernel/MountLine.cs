namespace OciIdMapHook.Documents;

/// <summary>A line of a mount table, of which no more is known than which mount it is and what that one is mounted on.</summary>
/// <param name="Number">Which line it is, counted from 1.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is, without its end.</param>
/// <param name="Id">The mount's id.</param>
/// <param name="ParentId">Its parent's id.</param>
internal readonly record struct MountLine(int Number, int Start, int Length, int Id, int ParentId)
{
    /// <exception cref="DocumentException">A line does not begin with two numbers.</exception>
    public static List<MountLine> Split(ReadOnlySpan<byte> text)
    {
        var lines = new List<MountLine>(32);
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            number++;
            var end = text[start..].IndexOf((byte)'\n');
            var length = end < 0 ? text.Length - start : end;
            if (length > 0)
            {
                var fields = new FieldReader(text.Slice(start, length));
                if (!AsciiNumber.TryParse(fields.Next(), out int id) || !AsciiNumber.TryParse(fields.Next(), out int parentId))
                    throw Malformed(number, text.Slice(start, length));

                lines.Add(new MountLine(number, start, length, id, parentId));
            }

            start += length + 1;
        }

        return lines;
    }

    /// <returns>The ids of a mount, of those it lies on and of all below it.</returns>
    public static HashSet<int> FindAround(List<MountLine> lines, int mountId)
    {
        var around = new HashSet<int> { mountId };
        for (var found = true; found;)
        {
            // A mount may stand before its parent: it was moved there.
            found = false;
            foreach (var line in lines)
                found |= around.Contains(line.ParentId) && around.Add(line.Id);
        }

        for (var above = ParentOf(lines, mountId); above is { } id && around.Add(id);)
            above = ParentOf(lines, id);

        return around;
    }

    public static DocumentException Malformed(int number, ReadOnlySpan<byte> line) =>
        new($"the mount table's line {number} is not in the format of mountinfo: {Printable.Excerpt(line)}");

    private static int? ParentOf(List<MountLine> lines, int mountId)
    {
        foreach (var line in lines)
        {
            if (line.Id == mountId)
                return line.ParentId;
        }

        return null;
    }
}
