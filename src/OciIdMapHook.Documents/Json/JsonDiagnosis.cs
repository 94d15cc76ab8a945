using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>
/// Says what is wrong with a document that could not be read. The serializer's own messages are of no use: they end in a
/// position within a line, and a trimmed executable has resource keys in their place.
/// </summary>
internal static class JsonDiagnosis
{
    private const int ExcerptLength = 40;

    /// <returns>The byte position of the fault, counted from 0, and what is wrong there.</returns>
    public static (long Position, string What) Find(ReadOnlySpan<byte> json, DocumentShape shape, JsonException exception)
    {
        var end = AbsolutePosition(json, exception);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = OciDocuments.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.BytesConsumed >= end)
                {
                    return DescribeToken(json, ref reader, shape, exception.Path ?? "$");
                }
            }
        }
        catch (JsonException syntax)
        {
            return DescribeSyntax(json, AbsolutePosition(json, syntax), reader.CurrentDepth);
        }

        return (end, "the document is not what it should be");
    }

    private static (long Position, string What) DescribeSyntax(ReadOnlySpan<byte> json, long position, int depth)
    {
        if (position >= json.Length)
        {
            return (json.Length, "the document ends before it is complete");
        }

        var rest = json[(int)position..];
        return depth >= OciDocuments.MaxDepth && rest[0] is (byte)'{' or (byte)'['
            ? (position, $"the document is nested deeper than {OciDocuments.MaxDepth} levels")
            : (position, $"not JSON from here on: {Excerpt(rest)}");
    }

    private static (long Position, string What) DescribeToken(
        ReadOnlySpan<byte> json, ref Utf8JsonReader reader, DocumentShape shape, string path)
    {
        var start = reader.TokenStartIndex;
        if (reader.TokenType is JsonTokenType.EndObject)
        {
            return (start, $"{Printable.Text(path)} lacks {RequiredMembers.FindMissing(json, shape, path)}");
        }

        var expected = JsonExpectation.At(shape, path);
        var raw = json[(int)start..(int)reader.BytesConsumed];
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        return isText && (expected == JsonExpectation.Text || reader.TokenType is JsonTokenType.PropertyName)
            ? (start, $"{Printable.Text(path)} is not valid Unicode text: {Excerpt(raw)}")
            : (start, $"{Printable.Text(path)} must be {expected} and is {Excerpt(raw)}");
    }

    /// <summary>JsonException counts lines, and bytes from the last line feed on; a line feed is never part of a token.</summary>
    private static long AbsolutePosition(ReadOnlySpan<byte> json, JsonException exception)
    {
        var lineStart = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += json[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return lineStart + (exception.BytePositionInLine ?? 0);
    }

    private static string Excerpt(ReadOnlySpan<byte> raw) => Printable.Excerpt(raw, ExcerptLength);
}
