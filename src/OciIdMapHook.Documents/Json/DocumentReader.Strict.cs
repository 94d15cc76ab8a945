using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <content>Values of documents that must be right: the state, the hook's own configuration and its records.</content>
internal ref partial struct DocumentReader
{
    public readonly bool IsText => json.TokenType is JsonTokenType.String;

    private readonly bool IsNull => json.TokenType is JsonTokenType.Null;

    /// <exception cref="MemberException">It is no string, or not Unicode text.</exception>
    public readonly string Text()
    {
        Expect(JsonTokenType.String, TokenText.String);
        return Decode() ?? throw Fault($"is not valid Unicode text: {TokenText.Of(JsonTokenType.String, json.ValueSpan)}");
    }

    /// <inheritdoc cref="Text"/>
    public static string ReadText(ref DocumentReader json) => json.Text();

    /// <summary>Text for a path: a NUL in it would reach the kernel as the end of another, shorter path.</summary>
    /// <remarks>What is no Unicode text in it reads U+FFFD: runtimes start containers in folders of any name.</remarks>
    /// <exception cref="MemberException">It is no string, is empty, or has a NUL in it.</exception>
    public readonly string PathText()
    {
        Expect(JsonTokenType.String, TokenText.String);
        var path = DecodeAny();
        return path.Length == 0 ? throw Fault("is empty")
            : path.Contains('\0', StringComparison.Ordinal) ? throw Fault("has a NUL character in it")
            : path;
    }

    /// <inheritdoc cref="PathText"/>
    public readonly string? PathTextOrNull() => IsNull ? null : PathText();

    /// <exception cref="MemberException">It is no whole number of 64 bits.</exception>
    public readonly long Int64() => json.TokenType is JsonTokenType.Number && json.TryGetInt64(out var number)
        ? number
        : throw Mismatch("a whole number");

    /// <exception cref="MemberException">It is no whole number of 32 bits.</exception>
    public readonly int Int32() => json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var number)
        ? number
        : throw Mismatch($"a whole number up to {int.MaxValue}");

    /// <exception cref="MemberException">It is no point in time of ISO 8601.</exception>
    public readonly DateTime Time() => json.TokenType is JsonTokenType.String && json.TryGetDateTime(out var time)
        ? time.ToUniversalTime()
        : throw Mismatch("a time, as 2006-01-02T15:04:05.000Z");

    /// <exception cref="MemberException">It is neither true nor false.</exception>
    public readonly bool Boolean() => json.TokenType is JsonTokenType.True or JsonTokenType.False
        ? json.TokenType is JsonTokenType.True
        : throw Mismatch("true or false");

    /// <summary>One of a few words.</summary>
    /// <returns>The word's place among them.</returns>
    /// <exception cref="MemberException">It is none of them.</exception>
    public readonly int OneOf(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (json.TokenType is JsonTokenType.String && json.ValueTextEquals(words[i]))
                return i;
        }

        throw Mismatch($"\"{string.Join("\", \"", words[..^1]!)}\" or \"{words[^1]}\"");
    }

    /// <exception cref="MemberException">It is no array, or has an element that is null or not what <paramref name="read"/>
    /// reads.</exception>
    public IReadOnlyList<T> ListOrFault<T>(ReadValue<T> read) => List(read) ?? throw Fault("is null");

    /// <returns>The elements; null for a null.</returns>
    /// <exception cref="MemberException">It is no array, or has an element that is null or not what <paramref name="read"/>
    /// reads.</exception>
    public IReadOnlyList<T>? List<T>(ReadValue<T> read)
    {
        if (IsNull)
            return null;

        Expect(JsonTokenType.StartArray, "an array");
        var list = new List<T>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (IsNull)
                throw Fault("is null");

            list.Add(read(ref this));
        }

        return list;
    }

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (json.TokenType != type)
            throw Mismatch(expected);
    }

    private readonly MemberException Mismatch(string expected) =>
        Fault($"must be {expected} and is {TokenText.Of(json.TokenType, json.ValueSpan)}");
}
