namespace OciIdMapHook.Installation;

/// <summary>A set such as <c>[^a-z\d[:alpha:]]</c> in an expression of Go's.</summary>
/// <param name="text">What follows the opening bracket.</param>
internal ref struct GoCharacterSet(ReadOnlySpan<char> text)
{
    private const string Unclosed = "a closing bracket is missing";

    private static readonly HashSet<string> Named =
    [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
        "xdigit",
    ];

    private readonly ReadOnlySpan<char> text = text;
    private int at;

    /// <summary>How much of the text has been read, its closing bracket included.</summary>
    internal readonly int Length => at;

    /// <returns>Why Go refuses it; null where it takes it.</returns>
    internal string? Read()
    {
        if (Is('^'))
            at++;
        for (var isFirst = true; isFirst || !Is(']'); isFirst = false)
        {
            if (at >= text.Length)
                return Unclosed;
            if (ReadNamed(out var refusal))
            {
                if (refusal is not null)
                    return refusal;
                continue;
            }

            if (ReadRange() is { } refused)
                return refused;
        }

        at++;
        return null;
    }

    private readonly bool Is(char character) => at < text.Length && text[at] == character;

    private bool ReadNamed(out string? refusal)
    {
        refusal = null;
        if (!text[at..].StartsWith("[:", StringComparison.Ordinal))
            return false;
        var end = text[(at + 2)..].IndexOf(":]", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var name = text.Slice(at + 2, end);
        at += end + 4;
        if (!Named.Contains(name.TrimStart('^').ToString()))
            refusal = $"[:{name}:] is no set of characters";
        return true;
    }

    private string? ReadRange()
    {
        if (ReadCharacter(out var first) is { } refusal)
            return refusal;
        if (first is null || !Is('-') || at + 1 >= text.Length || text[at + 1] == ']')
            return null;

        at++;
        if (ReadCharacter(out var last) is { } refused)
            return refused;
        return last is null || last < first ? "a range of characters does not end after its beginning" : null;
    }

    /// <param name="character">Null for an escape that is a set of its own, as <c>\d</c>.</param>
    private string? ReadCharacter(out int? character)
    {
        character = null;
        if (at >= text.Length)
            return Unclosed;
        if (!Is('\\'))
        {
            character = char.IsSurrogatePair(text[at], at + 1 < text.Length ? text[at + 1] : ' ')
                ? char.ConvertToUtf32(text[at++], text[at])
                : text[at];
            at++;
            return null;
        }

        at++;
        var length = GoEscape.Length(text[at..], out character);
        at += length ?? 0;
        return length is null ? "a backslash stands before what Go does not know in a set" : null;
    }
}
