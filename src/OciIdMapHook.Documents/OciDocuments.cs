using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OciIdMapHook.Documents;

/// <summary>
/// Reads the two JSON documents of a container. Members this project has no use for are skipped; of a member given twice the
/// last one counts, as it does for runc. A byte order mark, comments and trailing commas are refused, as the runtimes do.
/// </summary>
public static class OciDocuments
{
    /// <summary>The largest state that is read: the runtimes write a few hundred bytes and the annotations.</summary>
    public const int MaxStateBytes = 1 << 20;

    /// <summary>The largest config.json that is read.</summary>
    public const int MaxConfigBytes = 16 << 20;

    internal const int MaxDepth = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages: <c>standard input</c> or a path.</param>
    /// <exception cref="DocumentException">It is no state; the message says why and at which byte, counted from 0.</exception>
    public static OciState ParseState(ReadOnlySpan<byte> json, string source)
    {
        var state = Parse(json, source, DocumentShape.State, OciJson.Default.OciState);
        ThrowIfFaulty(StateRules.FindFault(state), json, source);
        return state;
    }

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages: a path.</param>
    /// <exception cref="DocumentException">It is no configuration; the message says why and at which byte, counted from
    /// 0.</exception>
    public static OciConfig ParseConfig(ReadOnlySpan<byte> json, string source)
    {
        var config = Parse(json, source, DocumentShape.Config, OciJson.Default.OciConfig);
        ThrowIfFaulty(ConfigRules.FindFault(config), json, source);
        return config;
    }

    private static T Parse<T>(ReadOnlySpan<byte> json, string source, DocumentShape shape, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.Length > shape.MaxBytes)
        {
            throw Fault(source, shape.MaxBytes, $"the document goes on, but {shape.MaxBytes} bytes are the most that is read");
        }

        if (json.IsEmpty)
        {
            throw Fault(source, 0, "the document is empty");
        }

        if (json.StartsWith(ByteOrderMark))
        {
            throw Fault(source, 0, "a byte order mark, which JSON documents must not have");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Fault(source, 0, "the document must be an object and is null");
        }
        catch (JsonException exception)
        {
            var (position, what) = JsonDiagnosis.Find(json, shape, exception);
            throw Fault(source, position, what, exception);
        }
    }

    private static void ThrowIfFaulty(MemberFault? fault, ReadOnlySpan<byte> json, string source)
    {
        if (fault is { } found)
        {
            throw Fault(source, JsonLocator.Find(json, found.Path), $"{Printable.Text(found.Path)} {found.What}");
        }
    }

    private static DocumentException Fault(string source, long position, string what, Exception? cause = null)
    {
        var message = $"{Printable.Text(source)}: at byte {position}: {what}";
        return cause is null ? new DocumentException(message) : new DocumentException(message, cause);
    }
}
