using System.Text.Json;
using static OciIdMapHook.Installation.ViolationEffect;

namespace OciIdMapHook.Installation;

/// <summary>
/// A struct as Go's encoding/json fills it from a document: a member is found without regard to case, each occurrence of it is
/// read in turn, null leaves a text or a struct as it is and takes a list, a map or a pointer away, and a value of another type
/// fails the whole document.
/// </summary>
internal sealed class GoStruct
{
    private readonly IReadOnlyList<JsonElement> objects;
    private readonly string prefix;
    private readonly List<HookFileViolation> violations;

    /// <param name="objects">The objects that it is filled from, in this order.</param>
    /// <param name="prefix">What its members are called after: <c>hook.</c></param>
    /// <param name="violations">Gets what fails the document.</param>
    private GoStruct(IReadOnlyList<JsonElement> objects, string prefix, List<HookFileViolation> violations)
    {
        this.objects = objects;
        this.prefix = prefix;
        this.violations = violations;
    }

    internal static GoStruct OfDocument(JsonElement document, List<HookFileViolation> violations)
    {
        if (document.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            violations.Add(new(ContainersFail, "it must be a JSON object"));
        return new GoStruct(document.ValueKind is JsonValueKind.Object ? [document] : [], string.Empty, violations);
    }

    internal bool Has(string name) => Values(name).Any();

    internal string Text(string name)
    {
        var text = string.Empty;
        foreach (var value in Values(name))
        {
            if (value.ValueKind is JsonValueKind.String)
                text = GoText.Of(value);
            else if (value.ValueKind is not JsonValueKind.Null)
                Fail(name, "a string");
        }

        return text;
    }

    /// <summary>A pointer to a string, which may be none.</summary>
    internal string? TextIfAny(string name) =>
        Values(name).LastOrDefault() is { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } ? null : Text(name);

    internal bool? Flag(string name)
    {
        bool? flag = null;
        foreach (var value in Values(name))
        {
            flag = value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
            if (flag is null && value.ValueKind is not JsonValueKind.Null)
                Fail(name, "true or false");
        }

        return flag;
    }

    internal long? Number(string name)
    {
        long? number = null;
        foreach (var value in Values(name))
        {
            number = value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole : null;
            if (number is null && value.ValueKind is not JsonValueKind.Null)
                Fail(name, "a whole number");
        }

        return number;
    }

    /// <returns>Null entries are empty texts; null where there is no list.</returns>
    internal IReadOnlyList<string>? Texts(string name)
    {
        IReadOnlyList<string>? texts = null;
        foreach (var value in Values(name))
        {
            texts = null;
            if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(IsTextOrNull))
                texts = [.. value.EnumerateArray().Select(GoText.OrEmpty)];
            else if (value.ValueKind is not JsonValueKind.Null)
                Fail(name, "a list of strings");
        }

        return texts;
    }

    /// <returns>Entries of a later occurrence over those of an earlier one.</returns>
    internal IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in Values(name))
        {
            if (value.ValueKind is JsonValueKind.Null)
            {
                map.Clear();
            }
            else if (value.ValueKind is not JsonValueKind.Object
                || !value.EnumerateObject().All(entry => IsTextOrNull(entry.Value)))
            {
                Fail(name, "an object of strings");
            }
            else
            {
                foreach (var entry in value.EnumerateObject())
                    map[GoText.NameOf(entry)] = GoText.OrEmpty(entry.Value);
            }
        }

        return map;
    }

    internal GoStruct Struct(string name)
    {
        var values = Values(name).Where(value => value.ValueKind is not JsonValueKind.Null).ToList();
        if (values.Any(value => value.ValueKind is not JsonValueKind.Object))
            Fail(name, "an object");
        return new GoStruct([.. values.Where(value => value.ValueKind is JsonValueKind.Object)], $"{prefix}{name}.", violations);
    }

    /// <summary>Members that the struct does not have; Go passes over them.</summary>
    internal IEnumerable<string> Unknown(params string[] known) =>
        from element in objects
        from member in element.EnumerateObject()
        let name = GoText.NameOf(member)
        where !known.Any(one => GoText.IsSameName(name, one))
        select $"{prefix}{name}";

    private static bool IsTextOrNull(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private IEnumerable<JsonElement> Values(string name) =>
        from element in objects
        from member in element.EnumerateObject()
        where GoText.IsSameName(GoText.NameOf(member), name)
        select member.Value;

    private void Fail(string name, string what) => violations.Add(new(ContainersFail, $"{prefix}{name} must be {what}"));
}
