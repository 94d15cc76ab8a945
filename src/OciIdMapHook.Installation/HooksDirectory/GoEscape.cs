using System.Globalization;

namespace OciIdMapHook.Installation;

/// <summary>What may follow a backslash both in a set of characters and outside one.</summary>
internal static class GoEscape
{
    private const int LastCodePoint = 0x10FFFF;

    /// <param name="text">What follows the backslash.</param>
    /// <param name="character">The character it stands for; null for a set of them.</param>
    /// <returns>How much of the text belongs to it; null where Go knows no such escape.</returns>
    internal static int? Length(ReadOnlySpan<char> text, out int? character)
    {
        character = null;
        switch (text)
        {
            case ['d' or 's' or 'w' or 'D' or 'S' or 'W', ..]:
                return 1;
            case ['p' or 'P', ..]:
                return UnicodeClass(text);
            case ['x', ..]:
                return Hexadecimal(text, out character);
            case [>= '0' and <= '7', ..]:
                return Octal(text, out character);
            case [var one, ..] when "afnrtv".IndexOf(one, StringComparison.Ordinal) is var index and >= 0:
                character = "\a\f\n\r\t\v"[index];
                return 1;
            case [< '\x80', ..] when !char.IsAsciiLetterOrDigit(text[0]):
                character = text[0];
                return 1;
            default:
                return null;
        }
    }

    /// <remarks>Which scripts there are grows with Unicode; that a name could be one is enough here.</remarks>
    private static int? UnicodeClass(ReadOnlySpan<char> text)
    {
        if (text is [_, >= 'A' and <= 'Z', ..])
            return "CLMNPSZ".Contains(text[1], StringComparison.Ordinal) ? 2 : null;
        if (text is not [_, '{', ..])
            return null;
        var end = text.IndexOf('}');
        var name = end < 0 ? [] : text[2..end].TrimStart('^');
        var isName = name is [>= 'A' and <= 'Z', ..];
        foreach (var letter in name)
            isName &= char.IsAsciiLetter(letter) || letter == '_';
        return isName ? end + 1 : null;
    }

    private static int? Hexadecimal(ReadOnlySpan<char> text, out int? character)
    {
        var isBraced = text is [_, '{', ..];
        var end = isBraced ? text.IndexOf('}') : Math.Min(3, text.Length);
        var digits = end < 0 ? [] : text[(isBraced ? 2 : 1)..end];
        var isNumber = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        var holds = isNumber && code is >= 0 and <= LastCodePoint && (isBraced || digits.Length == 2);
        character = holds ? code : null;
        return holds ? end + (isBraced ? 1 : 0) : null;
    }

    /// <remarks><c>\1</c> to <c>\7</c> alone would be a back reference; with a second octal digit it is a character.</remarks>
    private static int? Octal(ReadOnlySpan<char> text, out int? character)
    {
        var length = 1;
        var code = text[0] - '0';
        for (; length < Math.Min(3, text.Length) && text[length] is >= '0' and <= '7'; length++)
            code = (8 * code) + text[length] - '0';
        character = code;
        return text[0] == '0' || length > 1 ? length : null;
    }
}
