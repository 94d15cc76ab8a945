namespace OciIdMapHook.Installation;

/// <summary>
/// Whether Go's package regexp takes an expression: the syntax of RE2 (github.com/google/re2/wiki/Syntax), in which hooks.d files
/// are written. .NET's differs both ways: it has look-around and back references, and lacks <c>\Q…\E</c> and
/// <c>(?P&lt;name&gt;…)</c>.
/// </summary>
internal ref struct GoExpression
{
    private const int MostRepetitions = 1000;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private int depth;
    private bool mayRepeat;
    private bool hasRepeated;

    private GoExpression(ReadOnlySpan<char> text) => this.text = text;

    private readonly bool AtEnd => at >= text.Length;

    private readonly char Next => at < text.Length ? text[at] : '\0';

    /// <returns>Why Go refuses it; null where it takes it.</returns>
    internal static string? Refusal(string expression)
    {
        var reader = new GoExpression(expression);
        while (!reader.AtEnd)
        {
            if (reader.ReadPart() is { } refusal)
                return refusal;
        }

        return reader.depth > 0 ? "a closing parenthesis is missing" : null;
    }

    private string? ReadPart()
    {
        var character = text[at];
        if (character is '*' or '+' or '?')
        {
            at++;
            return Repeat();
        }

        if (character == '{' && ReadCounts(out var refusal))
            return refusal ?? Repeat();

        (var couldRepeat, mayRepeat, hasRepeated) = (mayRepeat, true, false);
        at++;
        switch (character)
        {
            case '(':
                return Open(couldRepeat);
            case ')':
                return --depth < 0 ? "a closing parenthesis has no opening one" : null;
            case '|':
                mayRepeat = false;
                return null;
            case '[':
                var set = new GoCharacterSet(text[at..]);
                var refused = set.Read();
                at += set.Length;
                return refused;
            case '\\':
                return Escape();
            default:
                return null;
        }
    }

    private string? Repeat()
    {
        if (!mayRepeat)
            return "there is nothing before a repetition that it could repeat";
        if (hasRepeated)
            return "a repetition follows a repetition";
        if (Next == '?')
            at++;
        hasRepeated = true;
        return null;
    }

    /// <returns>False where the brace is no repetition, but a brace.</returns>
    private bool ReadCounts(out string? refusal)
    {
        refusal = null;
        var end = text[at..].IndexOf('}');
        if (end < 0)
            return false;
        var counts = text[(at + 1)..(at + end)];
        var comma = counts.IndexOf(',');
        var fewest = comma < 0 ? counts : counts[..comma];
        var most = comma < 0 ? counts : counts[(comma + 1)..];
        if (!IsCount(fewest) || (!IsCount(most) && most.Length > 0))
            return false;
        at += end + 1;
        if (Number(fewest) > MostRepetitions || Number(most) > MostRepetitions
            || (most.Length > 0 && Number(fewest) > Number(most)))
        {
            refusal = $"{{{counts}}} is no count of repetitions";
        }
        return true;
    }

    private string? Open(bool couldRepeat)
    {
        if (Next != '?')
        {
            depth++;
            mayRepeat = false;
            return null;
        }

        at++;
        return text[at..].StartsWith("P<", StringComparison.Ordinal) ? OpenNamed() : ReadFlags(couldRepeat);
    }

    private string? OpenNamed()
    {
        at += "P<".Length;
        var length = text[at..].IndexOf('>');
        var name = length < 0 ? "" : text.Slice(at, length).ToString();
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
            return "a group has no valid name";
        at += length + 1;
        depth++;
        mayRepeat = false;
        return null;
    }

    /// <summary><c>(?i)</c>, which is no group, or <c>(?i-s:</c>, which opens one.</summary>
    /// <remarks><c>(?&lt;name&gt;…)</c> is taken by engines made with Go 1.22 or newer only, and so refused.</remarks>
    private string? ReadFlags(bool couldRepeat)
    {
        var begin = at;
        while ("imsU-".Contains(Next, StringComparison.Ordinal))
            at++;
        var flags = text[begin..at];
        var isWrong = flags.Count('-') > 1 || flags is [.., '-'];
        if (isWrong || Next is not (':' or ')'))
            return "Go knows no such group: no look-around, no conditions, no comments";
        if (Next == ':')
            depth++;
        mayRepeat = Next == ')' && couldRepeat;
        at++;
        return null;
    }

    private string? Escape()
    {
        if (Next is 'A' or 'z' or 'b' or 'B')
        {
            at++;
            return null;
        }

        if (Next == 'Q')
        {
            var end = text[at..].IndexOf("\\E", StringComparison.Ordinal);
            at = end < 0 ? text.Length : at + end + 2;
            return null;
        }

        var taken = GoEscape.Length(text[at..], out _);
        at += taken ?? 0;
        return taken is null ? "a backslash stands before what Go does not know there; it has no back references" : null;
    }

    private static bool IsCount(ReadOnlySpan<char> digits) =>
        digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');

    private static int Number(ReadOnlySpan<char> digits) =>
        digits.Length == 0 ? 0 : int.TryParse(digits, out var number) ? number : int.MaxValue;
}
