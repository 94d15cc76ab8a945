using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OciIdMapHook.Documents;

/// <summary>Reads the two JSON documents of a container. Members this project has no use for are skipped.</summary>
public static class OciDocuments
{
    /// <summary>The largest state that is read: the runtimes write a few hundred bytes and the annotations.</summary>
    public const int MaxStateBytes = 1 << 20;

    /// <summary>The largest config.json that is read.</summary>
    public const int MaxConfigBytes = 16 << 20;

    internal const int MaxDepth = 64;

    /// <param name="json">The whole document, UTF-8 without a byte order mark.</param>
    /// <param name="source">Where it came from, for messages: <c>standard input</c> or a path.</param>
    /// <exception cref="DocumentException">It is no state; the message says why and at which byte.</exception>
    public static OciState ParseState(ReadOnlySpan<byte> json, string source) =>
        Parse(json, source, MaxStateBytes, OciJson.Default.OciState);

    /// <inheritdoc cref="ParseState"/>
    /// <exception cref="DocumentException">It is no configuration; the message says why and at which byte.</exception>
    public static OciConfig ParseConfig(ReadOnlySpan<byte> json, string source) =>
        Parse(json, source, MaxConfigBytes, OciJson.Default.OciConfig);

    private static T Parse<T>(ReadOnlySpan<byte> json, string source, int maxBytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.Length > maxBytes)
        {
            throw new DocumentException($"{source} is {json.Length} bytes long; at most {maxBytes} are read");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type)!;
        }
        catch (JsonException exception)
        {
            throw new DocumentException($"{source}: {exception.Message}", exception);
        }
    }
}
