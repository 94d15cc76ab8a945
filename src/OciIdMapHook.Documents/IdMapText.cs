namespace OciIdMapHook.Documents;

/// <summary>Reads <c>/proc/PID/uid_map</c> and <c>gid_map</c>.</summary>
/// <remarks>user_namespaces(7): each line is the first id inside, the first id outside (as seen from the reader's user
/// namespace) and the number of ids, padded with spaces. A namespace without a map gives an empty text.</remarks>
public static class IdMapText
{
    /// <exception cref="DocumentException">A line is not three numbers from 0 to 4294967295.</exception>
    public static IReadOnlyList<IdRange> Parse(ReadOnlySpan<byte> text)
    {
        var ranges = new List<IdRange>();
        foreach (var lineRange in text.Split((byte)'\n'))
        {
            var line = text[lineRange];
            if (line.IsEmpty)
                continue;

            if (!TryTakeNumber(ref line, out var containerId) || !TryTakeNumber(ref line, out var hostId)
                || !TryTakeNumber(ref line, out var size) || !line.Trim((byte)' ').IsEmpty)
            {
                throw new DocumentException(
                    $"the id map's line {ranges.Count + 1} is not three ids: {Printable.Excerpt(text[lineRange])}");
            }

            ranges.Add(new IdRange(containerId, hostId, size));
        }

        return ranges;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> line, out uint value)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        var field = end < 0 ? line : line[..end];
        line = line[field.Length..];
        return AsciiNumber.TryParse(field, out value);
    }
}
