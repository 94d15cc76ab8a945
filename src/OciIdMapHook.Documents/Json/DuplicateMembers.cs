using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>
/// Members that are there twice, or in several cases: where all say the same it does not matter which of them a runtime reads. It
/// runs for documents that have some.
/// </summary>
internal static class DuplicateMembers
{
    /// <param name="json">The document from the object's beginning on.</param>
    /// <param name="rules">How it was read.</param>
    /// <param name="name">The member.</param>
    /// <returns>Whether the object has it in its own case, and every one that may be taken for it has the same value.</returns>
    /// <exception cref="JsonException">The document is no JSON further on.</exception>
    public static bool AreAlike(ReadOnlySpan<byte> json, JsonReaderOptions rules, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json, rules);
        var first = default(Utf8JsonReader);
        var isThere = false;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (!MemberName.FindFolded(name, reader.ValueSpan).IsEmpty)
            {
                isThere |= MemberName.IsEqual(name, reader.ValueSpan);
                reader.Read();
                if (first.TokenType is JsonTokenType.None)
                    first = reader;
                else if (!IsSameValue(first, reader))
                    return false;
            }

            reader.Skip();
        }

        return isThere;
    }

    private static bool IsSameValue(Utf8JsonReader one, Utf8JsonReader other)
    {
        var depth = one.CurrentDepth;
        do
        {
            if (one.TokenType != other.TokenType || !one.ValueSpan.SequenceEqual(other.ValueSpan))
                return false;
        }
        while ((one.CurrentDepth > depth || one.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            && one.Read() && other.Read());
        return true;
    }
}
