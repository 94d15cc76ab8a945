using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Finds the byte a value stands at. It runs only when a document is refused.</summary>
internal static class JsonLocator
{
    /// <param name="json">A well-formed document.</param>
    /// <param name="path">As in <c>$.mounts[3].options[0]</c>; member names stand as they are.</param>
    /// <returns>The position of the value's first byte, of the last one when the path occurs twice; 0 when it does not.</returns>
    public static long Find(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = OciDocuments.MaxDepth });
        reader.Read();
        var found = 0L;
        Visit(ref reader, "$", path, ref found);
        return found;
    }

    private static void Visit(ref Utf8JsonReader reader, string here, string wanted, ref long found)
    {
        if (string.Equals(here, wanted, StringComparison.Ordinal))
        {
            found = reader.TokenStartIndex;
        }

        if (!wanted.StartsWith(here, StringComparison.Ordinal))
        {
            reader.Skip();
        }
        else if (reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var member = $"{here}.{Name(ref reader)}";
                reader.Read();
                Visit(ref reader, member, wanted, ref found);
            }
        }
        else if (reader.TokenType is JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
            {
                Visit(ref reader, $"{here}[{i}]", wanted, ref found);
            }
        }
    }

    /// <summary>The serializer leaves members alone that it does not know, even with names that are no text.</summary>
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
