using System.Text;
using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Reads the value at the reader's place and leaves the reader on its last token.</summary>
internal delegate T ReadValue<out T>(ref DocumentReader json);

/// <summary>
/// Goes through a JSON document once, from token to token. Each document says in its own file which members it takes and how;
/// what it does not ask for is passed over. The serializer would do the same, and takes longer to get ready than the whole hook
/// may take.
/// </summary>
internal ref partial struct DocumentReader
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

    /// <summary>Steps into the object.</summary>
    /// <exception cref="MemberException">It is none.</exception>
    public readonly void EnterObject() => Expect(JsonTokenType.StartObject, "an object");

    /// <inheritdoc cref="EnterObject()"/>
    /// <param name="members">Those that are watched for what runtimes read otherwise.</param>
    public readonly void EnterObject(ref KnownMembers members)
    {
        EnterObject();
        members.Start = (int)json.TokenStartIndex;
    }

    /// <summary>Goes to the next member's name.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool NextMember()
    {
        json.Read();
        return json.TokenType is JsonTokenType.PropertyName;
    }

    /// <summary>Whether the member has this name; if so, goes on to its value.</summary>
    public bool Is(ReadOnlySpan<byte> name) => HasName(name) && json.Read();

    /// <summary>The same, and notes a member that the object has had before with another value.</summary>
    public bool Is(ref KnownMembers members, ReadOnlySpan<byte> name)
    {
        if (!HasName(name))
            return false;

        if (members.IsSeenBefore(name))
            NoteUnlessAlike(ref members, name);

        return json.Read();
    }

    /// <summary>Passes over a member that nobody needs.</summary>
    public void SkipMember() => json.Skip();

    /// <summary>The same, and notes a member that some runtimes take for one of the known, whatever its case, and that says
    /// something else.</summary>
    public void SkipMember(ref KnownMembers members)
    {
        if (MemberName.FindFolded(members.Names, json.ValueSpan) is { IsEmpty: false } known)
            NoteUnlessAlike(ref members, known);

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
                (missing ??= []).Add(name);
        }

        if (missing is not null)
            throw Fault($"lacks {string.Join(", ", missing)}");
    }

    /// <summary>For a document in which a member that nobody knows is a mistake.</summary>
    public readonly MemberException UnknownMember(params ReadOnlySpan<string> known)
    {
        var name = Decode()
            ?? throw Fault($"has a name that is not valid Unicode text: {TokenText.Of(JsonTokenType.String, json.ValueSpan)}");
        return Fault($"has the unknown member \"{Printable.Text(name)}\"; did you mean \"{Nearest.Of(name, known)}\"? "
            + $"(known: {string.Join(", ", known!)})");
    }

    /// <summary>What is wrong with the value at the reader's place, or with the object that ends there.</summary>
    public readonly MemberException Fault(string what) =>
        new(json.TokenStartIndex, $"{JsonPath.At(text, json.TokenStartIndex, rules)} {what}");

    private readonly bool HasName(ReadOnlySpan<byte> name) =>
        json.ValueIsEscaped ? MemberName.IsEqual(name, json.ValueSpan) : json.ValueSpan.SequenceEqual(name);

    private void NoteUnlessAlike(ref KnownMembers members, ReadOnlySpan<byte> known)
    {
        if (Ambiguity is null && members.MustBeCompared(known) && !DuplicateMembers.AreAlike(text[members.Start..], rules, known))
        {
            Ambiguity = new AmbiguousMember(
                JsonPath.At(text, json.TokenStartIndex, rules), TokenText.Excerpt(json.ValueSpan),
                Encoding.UTF8.GetString(known));
        }
    }

    /// <returns>Null where it is no Unicode text.</returns>
    private readonly string? Decode() => BrokenText.Is(json.ValueSpan, json.ValueIsEscaped) ? null : json.GetString()!;
}
