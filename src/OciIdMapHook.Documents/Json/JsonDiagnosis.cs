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
    public static (long Position, string What) Find(ReadOnlySpan<byte> json, DocumentShape shape, JsonException exception) =>
        FindSyntaxFault(json) ?? FindTypeFault(json, shape, exception);

    private static (long Position, string What)? FindSyntaxFault(ReadOnlySpan<byte> json)
    {
        if (FindSyntaxFault(json, OciDocuments.MaxDepth) is not { } position)
        {
            return null;
        }

        if (position >= json.Length || json[(int)position..].TrimEnd(" \t\r\n"u8).SequenceEqual(","u8))
        {
            return (json.Length, "the document ends before it is complete");
        }

        return FindSyntaxFault(json, OciDocuments.MaxDepth + 1) == position
            ? (position, $"not JSON from here on: {Printable.Excerpt(json[(int)position..], ExcerptLength)}")
            : (position, $"the document is nested deeper than {OciDocuments.MaxDepth} levels");
    }

    private static long? FindSyntaxFault(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
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

    /// <summary>The serializer stops behind the token that it could not use.</summary>
    private static (long Position, string What) FindTypeFault(
        ReadOnlySpan<byte> json, DocumentShape shape, JsonException exception)
    {
        var end = AbsolutePosition(json, exception);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = OciDocuments.MaxDepth });
        while (reader.Read() && reader.BytesConsumed < end)
        {
        }

        return (reader.TokenStartIndex, DescribeToken(json, ref reader, shape, exception.Path ?? "$"));
    }

    private static string DescribeToken(
        ReadOnlySpan<byte> json, ref Utf8JsonReader reader, DocumentShape shape, string path)
    {
        var place = path == "$" ? "the document" : Printable.Text(path);
        if (reader.TokenType is JsonTokenType.EndObject)
        {
            return $"{place} lacks {RequiredMembers.FindMissing(json, shape, path)}";
        }

        var expected = JsonExpectation.At(shape, path);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => $"{place} must be {expected} and is an object",
            JsonTokenType.StartArray => $"{place} must be {expected} and is an array",
            JsonTokenType.PropertyName => $"{place} has a name that is not valid Unicode text: {Show(reader.ValueSpan)}",
            JsonTokenType.String when expected == JsonExpectation.Text =>
                $"{place} is not valid Unicode text: {Show(reader.ValueSpan)}",
            JsonTokenType.String => $"{place} must be {expected} and is {Show(reader.ValueSpan)}",
            _ => $"{place} must be {expected} and is {Printable.Excerpt(reader.ValueSpan, ExcerptLength)}",
        };
    }

    private static string Show(ReadOnlySpan<byte> text) => $"\"{Printable.Excerpt(text, ExcerptLength)}\"";

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
}
