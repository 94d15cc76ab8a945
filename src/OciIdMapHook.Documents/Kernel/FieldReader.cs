namespace OciIdMapHook.Documents;

/// <summary>Takes fields off a line that single spaces separate; two spaces in a row enclose an empty field.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> rest = line;

    /// <summary>The last field has been taken; an empty last field counts as one.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>What is left, without taking it.</summary>
    public readonly ReadOnlySpan<byte> Rest() => rest;

    /// <returns>The next field, empty at the end of the line.</returns>
    public ReadOnlySpan<byte> Next()
    {
        var end = rest.IndexOf((byte)' ');
        if (end < 0)
        {
            var last = rest;
            rest = default;
            AtEnd = true;
            return last;
        }

        var field = rest[..end];
        rest = rest[(end + 1)..];
        return field;
    }
}
