using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <content>
/// Values as the runtimes read them out of config.json. A null is what is not there, for Go's encoding/json (runc) as for the
/// readers in C (crun); these take a value of another type so too, and where runc does not, it starts no container.
/// </content>
internal ref partial struct DocumentReader
{
    /// <returns>Null where it is no string. A reader in C ends it at a NUL.</returns>
    public string? TextIfAny()
    {
        if (!Is(JsonTokenType.String))
            return null;

        var found = DecodeAny();
        return found.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var end ? found[..end] : found;
    }

    /// <returns>0 where it is no whole number of 64 bits.</returns>
    public long Int64IfAny() => Is(JsonTokenType.Number) && json.TryGetInt64(out var number) ? number : 0;

    /// <returns>Null where it is no object.</returns>
    public T? ObjectIfAny<T>(ReadValue<T> read)
        where T : class => Is(JsonTokenType.StartObject) ? read(ref this) : null;

    /// <returns>The elements that are objects; null where it is no array.</returns>
    public IReadOnlyList<T>? ObjectsIfAny<T>(ReadValue<T> read)
        where T : class => ListIfAny(JsonTokenType.StartObject, read);

    /// <returns>The elements that are strings; null where it is no array.</returns>
    public IReadOnlyList<string>? TextsIfAny() => ListIfAny(JsonTokenType.String, ReadTextIfAny);

    /// <param name="watched">How the names begin of those that are noted where they have two values.</param>
    /// <returns>The members that are strings; null where it is no object.</returns>
    public IReadOnlyDictionary<string, string>? Annotations(string watched)
    {
        if (!Is(JsonTokenType.StartObject))
            return null;

        var found = new Dictionary<string, string>();
        while (NextMember())
        {
            var start = json.TokenStartIndex;
            var name = DecodeAny();
            json.Read();
            var value = Is(JsonTokenType.String) ? DecodeAny() : null;
            if (found.TryGetValue(name, out var before) && before != value && name.StartsWith(watched, StringComparison.Ordinal))
                Ambiguity ??= new AmbiguousMember(JsonPath.At(text, start, rules), name, name);

            if (value is not null)
                found[name] = value;
        }

        return found;
    }

    private List<T>? ListIfAny<T>(JsonTokenType type, ReadValue<T> read)
        where T : class
    {
        if (!Is(JsonTokenType.StartArray))
            return null;

        var list = new List<T>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (Is(type))
                list.Add(read(ref this));
        }

        return list;
    }

    private static string ReadTextIfAny(ref DocumentReader json) => json.TextIfAny()!;

    /// <summary>Whether it is of that type; if not, passes over it.</summary>
    private bool Is(JsonTokenType type)
    {
        if (json.TokenType == type)
            return true;

        json.Skip();
        return false;
    }

    private readonly string DecodeAny() => Decode() ?? BrokenText.Decode(json.ValueSpan);
}
