using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Says where in a document a byte is. It runs only when a document is refused.</summary>
internal static class JsonPath
{
    /// <param name="json">A document that is well formed up to there.</param>
    /// <param name="position">The first byte of a token.</param>
    /// <param name="rules">How it was read.</param>
    /// <returns>The way to the value that begins there, or to the object a member of which begins or which ends there:
    /// <c>$.linux.uidMappings[0].size</c>; <c>the document</c> for the whole.</returns>
    public static string At(ReadOnlySpan<byte> json, long position, JsonReaderOptions rules)
    {
        var reader = new Utf8JsonReader(json, rules);
        Level? level = null;
        while (reader.Read())
        {
            var isThere = reader.TokenStartIndex == position;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName when isThere:
                    return Show(level!.Outer);
                case JsonTokenType.PropertyName:
                    level!.Place = $".{Name(ref reader)}";
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    level = level!.Outer;
                    break;
                default:
                    level?.CountElement();
                    break;
            }

            if (isThere)
                break;

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                level = new Level(level, reader.TokenType is JsonTokenType.StartArray);
        }

        return Show(level);
    }

    private static string Show(Level? level)
    {
        if (level is null)
            return "the document";

        var path = string.Empty;
        for (; level is not null; level = level.Outer)
            path = level.Place + path;

        return Printable.Text($"${path}");
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

    /// <summary>
    /// An object or array that has begun. Its depth is that of the document, which nothing bounds: no method may call itself.
    /// </summary>
    private sealed class Level(Level? outer, bool isArray)
    {
        private int elements;

        public Level? Outer { get; } = outer;

        /// <summary>The member or element that was come to.</summary>
        public string Place { get; set; } = string.Empty;

        public void CountElement()
        {
            if (isArray)
                Place = $"[{elements++}]";
        }
    }
}
