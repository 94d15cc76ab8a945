using System.Text;
using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Reads the value at the reader's place and leaves the reader on its last token.</summary>
internal delegate T ReadValue<out T>(ref DocumentReader json);

/// <summary>
/// Goes through a JSON document once, from token to token. Each document says in its own file which members it takes and how; what
/// it does not ask for is passed over. The serializer would do the same, and takes longer to get ready than the whole hook may take.
/// </summary>
internal ref struct DocumentReader
{
    private readonly ReadOnlySpan<byte> text;
    private readonly JsonReaderOptions rules;
    private Utf8JsonReader json;

    public DocumentReader(ReadOnlySpan<byte> text, JsonReaderOptions rules)
    {
        this.text = text;
        this.rules = rules;
        json = new Utf8JsonReader(text, rules);
        json.Read();
    }

    /// <summary>The first member that runtimes may read otherwise; null where there is none.</summary>
    public AmbiguousMember? Ambiguity { get; private set; }

    public readonly bool IsText => json.TokenType is JsonTokenType.String;

    private readonly bool IsNull => json.TokenType is JsonTokenType.Null;

    /// <summary>Steps into the object.</summary>
    /// <exception cref="MemberException">It is none.</exception>
    public readonly void EnterObject(string expected = "an object") => Expect(JsonTokenType.StartObject, expected);

    /// <summary>Goes to the next member's name.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool NextMember()
    {
        json.Read();
        return json.TokenType is JsonTokenType.PropertyName;
    }

    /// <summary>Whether the member has this name; if so, goes on to its value.</summary>
    public bool Is(ReadOnlySpan<byte> name) => HasName(name) && json.Read();

    /// <summary>The same, and notes a member that the object has had before.</summary>
    public bool Is(ref KnownMembers members, ReadOnlySpan<byte> name)
    {
        if (!HasName(name))
        {
            return false;
        }

        if (members.IsSeenBefore(name))
        {
            Note(name);
        }

        return json.Read();
    }

    /// <summary>Passes over a member that nobody needs.</summary>
    public void SkipMember() => json.Skip();

    /// <summary>The same, and notes a member that some runtimes take for one of the known, whatever its case.</summary>
    public void SkipMember(in KnownMembers members)
    {
        if (MemberName.FindFolded(members.Names, json.ValueSpan) is { IsEmpty: false } known)
        {
            Note(known);
        }

        json.Skip();
    }

    /// <summary>The end of the document.</summary>
    /// <exception cref="JsonException">Something follows.</exception>
    public void End() => json.Read();

    /// <exception cref="MemberException">The object that ends here lacks members.</exception>
    public readonly void Require(params ReadOnlySpan<(string Name, bool IsThere)> members)
    {
        List<string>? missing = null;
        foreach (var (name, isThere) in members)
        {
            if (!isThere)
            {
                (missing ??= []).Add(name);
            }
        }

        if (missing is not null)
        {
            throw Fault($"lacks {string.Join(", ", missing)}");
        }
    }

    /// <exception cref="MemberException">It is no string, or not Unicode text.</exception>
    public readonly string Text()
    {
        Expect(JsonTokenType.String, TokenText.String);
        return Decode("is not valid Unicode text");
    }

    /// <inheritdoc cref="Text"/>
    public static string ReadText(ref DocumentReader json) => json.Text();

    /// <exception cref="MemberException">It is neither null nor a string.</exception>
    public readonly string? TextOrNull() => IsNull ? null : Text();

    /// <summary>Text for a path: a NUL in it would reach the kernel as the end of another, shorter path.</summary>
    /// <exception cref="MemberException">It is no string, is empty, or has a NUL in it.</exception>
    public readonly string PathText()
    {
        var path = Text();
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
            {
                return i;
            }
        }

        throw Mismatch($"\"{string.Join("\", \"", words[..^1]!)}\" or \"{words[^1]}\"");
    }

    /// <summary>For a document in which a member that nobody knows is a mistake.</summary>
    public readonly MemberException UnknownMember(params ReadOnlySpan<string> known)
    {
        var name = Decode("has a name that is not valid Unicode text");
        return Fault($"has the unknown member \"{Printable.Text(name)}\"; did you mean \"{Nearest.Of(name, known)}\"? "
            + $"(known: {string.Join(", ", known!)})");
    }

    /// <exception cref="MemberException">It is neither null nor what <paramref name="read"/> reads.</exception>
    public T? OrNull<T>(ReadValue<T> read)
        where T : class => IsNull ? null : read(ref this);

    /// <exception cref="MemberException">It is no array, or has an element that is null or not what <paramref name="read"/> reads.</exception>
    public IReadOnlyList<T> ListOrFault<T>(ReadValue<T> read) => List(read) ?? throw Fault("is null");

    /// <returns>The elements; null for a null.</returns>
    /// <exception cref="MemberException">It is no array, or has an element that is null or not what <paramref name="read"/> reads.</exception>
    public IReadOnlyList<T>? List<T>(ReadValue<T> read)
    {
        if (IsNull)
        {
            return null;
        }

        Expect(JsonTokenType.StartArray, "an array");
        var list = new List<T>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            ThrowIfNull();
            list.Add(read(ref this));
        }

        return list;
    }

    /// <param name="watched">How the names begin of those that are noted where they have two values.</param>
    /// <returns>The members; null for a null.</returns>
    /// <exception cref="MemberException">It is no object, or has a value that is no string.</exception>
    public IReadOnlyDictionary<string, string>? Texts(string watched)
    {
        if (IsNull)
        {
            return null;
        }

        EnterObject("an object of strings");
        var texts = new Dictionary<string, string>();
        while (NextMember())
        {
            var start = json.TokenStartIndex;
            var name = Decode("has a name that is not valid Unicode text");
            json.Read();
            ThrowIfNull();
            var text = Text();
            if (!texts.TryAdd(name, text) && texts[name] != text && name.StartsWith(watched, StringComparison.Ordinal))
            {
                Ambiguity ??= new AmbiguousMember(JsonPath.At(this.text, start, rules), name, name);
            }

            texts[name] = text;
        }

        return texts;
    }

    /// <summary>What is wrong with the value at the reader's place, or with the object that ends there.</summary>
    public readonly MemberException Fault(string what) =>
        new(json.TokenStartIndex, $"{JsonPath.At(text, json.TokenStartIndex, rules)} {what}");

    private readonly bool HasName(ReadOnlySpan<byte> name) =>
        json.ValueIsEscaped ? MemberName.IsEqual(name, json.ValueSpan) : json.ValueSpan.SequenceEqual(name);

    private void Note(ReadOnlySpan<byte> known) => Ambiguity ??= new AmbiguousMember(
        JsonPath.At(text, json.TokenStartIndex, rules), TokenText.Excerpt(json.ValueSpan), Encoding.UTF8.GetString(known));

    private readonly void ThrowIfNull()
    {
        if (IsNull)
        {
            throw Fault("is null");
        }
    }

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (json.TokenType != type)
        {
            throw Mismatch(expected);
        }
    }

    private readonly MemberException Mismatch(string expected) =>
        Fault($"must be {expected} and is {TokenText.Of(json.TokenType, json.ValueSpan)}");

    private readonly string Decode(string complaint)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault($"{complaint}: {TokenText.Of(JsonTokenType.String, json.ValueSpan)}");
        }
    }
}
