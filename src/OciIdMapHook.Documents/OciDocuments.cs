using System.Text.Json;

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
    public static OciState ParseState(ReadOnlySpan<byte> json, string source) =>
        Parse(json, source, MaxStateBytes, OciState.Read);

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages: a path.</param>
    /// <exception cref="DocumentException">It is no configuration; the message says why and at which byte, counted from
    /// 0.</exception>
    public static OciConfig ParseConfig(ReadOnlySpan<byte> json, string source) =>
        Parse(json, source, MaxConfigBytes, OciConfig.Read);

    private static T Parse<T>(ReadOnlySpan<byte> json, string source, int maxBytes, ReadValue<T> read)
    {
        if (json.Length > maxBytes)
        {
            throw Refusal(source, maxBytes, $"the document goes on, but {maxBytes} bytes are the most that is read");
        }

        if (json.IsEmpty)
        {
            throw Refusal(source, 0, "the document is empty");
        }

        if (json.StartsWith(ByteOrderMark))
        {
            throw Refusal(source, 0, "a byte order mark, which JSON documents must not have");
        }

        try
        {
            var reader = new DocumentReader(json);
            var document = read(ref reader);
            reader.End();
            return document;
        }
        catch (Exception exception) when (exception is JsonException or MemberException)
        {
            var fault = JsonSyntax.FindFault(json);
            var member = exception as MemberException;
            throw Refusal(
                source, fault?.Position ?? member?.Position ?? 0, fault?.What ?? member?.Message ?? "not JSON", exception);
        }
    }

    private static DocumentException Refusal(string source, long position, string what, Exception? cause = null)
    {
        var message = $"{Printable.Text(source)}: at byte {position}: {what}";
        return cause is null ? new DocumentException(message) : new DocumentException(message, cause);
    }
}
