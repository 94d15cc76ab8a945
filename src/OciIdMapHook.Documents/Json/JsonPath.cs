using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Says where in a document a byte is. It runs only when a document is refused.</summary>
internal static class JsonPath
{
    private const string Root = "$";

    /// <param name="json">A document that is well formed up to there.</param>
    /// <param name="position">The first byte of a token.</param>
    /// <param name="rules">How it was read.</param>
    /// <returns>The way to the value that begins there, or to the object a member of which begins or which ends there:
    /// <c>$.linux.uidMappings[0].size</c>; <c>the document</c> for the whole.</returns>
    public static string At(ReadOnlySpan<byte> json, long position, JsonReaderOptions rules)
    {
        var reader = new Utf8JsonReader(json, rules);
        reader.Read();
        var path = Find(ref reader, Root, position) ?? Root;
        return path == Root ? "the document" : Printable.Text(path);
    }

    private static string? Find(ref Utf8JsonReader reader, string here, long position)
    {
        if (reader.TokenStartIndex == position)
        {
            return here;
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject => FindInObject(ref reader, here, position),
            JsonTokenType.StartArray => FindInArray(ref reader, here, position),
            _ => null,
        };
    }

    private static string? FindInObject(ref Utf8JsonReader reader, string here, long position)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName && reader.TokenStartIndex != position)
        {
            var member = $"{here}.{Name(ref reader)}";
            reader.Read();
            if (Find(ref reader, member, position) is { } found)
            {
                return found;
            }
        }

        return reader.TokenStartIndex == position ? here : null;
    }

    private static string? FindInArray(ref Utf8JsonReader reader, string here, long position)
    {
        for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
        {
            if (Find(ref reader, $"{here}[{i}]", position) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Members that nobody needs are not looked at, even with names that are no text.</summary>
    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
