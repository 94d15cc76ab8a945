using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>
/// Says why a document is no JSON. The reader's own messages are of no use: they end in a position within a line, and a trimmed
/// executable has resource keys in their place.
/// </summary>
internal static class JsonSyntax
{
    /// <returns>The byte position of the fault, counted from 0, and what is wrong there; null for JSON.</returns>
    public static (long Position, string What)? FindFault(ReadOnlySpan<byte> json, JsonReaderOptions rules)
    {
        if (FindFirst(json, rules) is not { } position)
            return null;

        if (position >= json.Length || json[(int)position..].TrimEnd(" \t\r\n"u8).SequenceEqual(","u8))
            return (json.Length, "the document ends before it is complete");

        return FindFirst(json, rules with { MaxDepth = rules.MaxDepth + 1 }) == position
            ? (position, $"not JSON from here on: {TokenText.Excerpt(json[(int)position..])}")
            : (position, $"the document is nested deeper than {rules.MaxDepth} levels");
    }

    private static long? FindFirst(ReadOnlySpan<byte> json, JsonReaderOptions rules)
    {
        var reader = new Utf8JsonReader(json, rules);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException exception)
        {
            return AbsolutePosition(json, exception);
        }
    }

    /// <summary>JsonException counts lines, and bytes from the last line feed on; a line feed is never part of a token.</summary>
    private static long AbsolutePosition(ReadOnlySpan<byte> json, JsonException exception)
    {
        var lineStart = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
            lineStart += json[lineStart..].IndexOf((byte)'\n') + 1;

        return lineStart + (exception.BytePositionInLine ?? 0);
    }
}
