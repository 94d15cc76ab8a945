using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>Makes foreign text fit to stand in a one-line message.</summary>
public static class Printable
{
    private const int ExcerptLength = 80;

    /// <returns>The text with control characters, line separators and lone surrogates written as <c>\u000a</c>.</returns>
    public static string Text(string text)
    {
        foreach (var character in text)
        {
            if (IsUnfit(character))
                return Escape(text);
        }

        return text;
    }

    /// <returns>The beginning of the text, fit for a message; bytes that are no UTF-8 as U+FFFD.</returns>
    internal static string Excerpt(ReadOnlySpan<byte> text, int length = ExcerptLength) => text.Length <= length
        ? Text(Encoding.UTF8.GetString(text))
        : $"{Text(Encoding.UTF8.GetString(text[..length]))}…";

    private static bool IsUnfit(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029';

    private static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                builder.Append(text[i]).Append(text[++i]);
            else if (IsUnfit(text[i]))
                builder.Append("\\u").Append(((int)text[i]).ToString("x4", null));
            else
                builder.Append(text[i]);
        }

        return builder.ToString();
    }
}
