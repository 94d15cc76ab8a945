using System.Text.Json;

namespace OciIdMapHook.Documents;

internal static class RequiredMembers
{
    /// <returns>The names of the required members that the object at <paramref name="path"/> lacks.</returns>
    public static string FindMissing(ReadOnlySpan<byte> json, DocumentShape shape, string path)
    {
        if (path != "$")
        {
            return "path";
        }

        var missing = new List<string>(shape.Required);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = OciDocuments.MaxDepth });
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.PropertyName)
            {
                for (var i = missing.Count - 1; i >= 0; i--)
                {
                    if (reader.ValueTextEquals(missing[i]))
                    {
                        missing.RemoveAt(i);
                    }
                }
            }
        }

        return string.Join(", ", missing);
    }
}
