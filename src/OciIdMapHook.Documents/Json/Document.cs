using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Reads a document as a whole, and says why it cannot be read.</summary>
internal static class Document
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="json">The whole document, in UTF-8.</param>
    /// <param name="source">Where it came from, for messages.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="read">Reads what it is.</param>
    /// <param name="rules">What it may hold besides JSON.</param>
    /// <param name="isReadLoosely">Whether it may be what runtimes read though it is not quite JSON.</param>
    /// <exception cref="DocumentException">It is no such document; the message says why and at which byte, counted from
    /// 0.</exception>
    public static T Parse<T>(
        ReadOnlySpan<byte> json, string source, int maxBytes, ReadValue<T> read, JsonReaderOptions rules,
        bool isReadLoosely = false)
        where T : class
    {
        if (json.Length > maxBytes)
            throw Refusal(source, maxBytes, $"the document goes on, but {maxBytes} bytes are the most that is read");

        if (json.IsEmpty)
            throw Refusal(source, 0, "the document is empty");

        if (json.StartsWith(ByteOrderMark))
            throw Refusal(source, 0, "a byte order mark, which JSON documents must not have");

        try
        {
            return Read(json, read, rules);
        }
        catch (Exception exception) when (exception is JsonException or MemberException)
        {
            if (isReadLoosely && exception is JsonException && TryReadLoosely(json, read, rules) is { } document)
                return document;

            var fault = JsonSyntax.FindFault(json, rules);
            var member = exception as MemberException;
            throw Refusal(
                source, fault?.Position ?? member?.Position ?? 0, fault?.What ?? member?.Message ?? "not JSON", exception);
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> json, ReadValue<T> read, JsonReaderOptions rules)
        where T : class
    {
        var reader = new DocumentReader(json, rules);
        var document = read(ref reader);
        reader.End();
        return document;
    }

    private static T? TryReadLoosely<T>(ReadOnlySpan<byte> json, ReadValue<T> read, JsonReaderOptions rules)
        where T : class
    {
        try
        {
            return Read(LooseJson.ToStrict(json), read, rules);
        }
        catch (Exception exception) when (exception is JsonException or MemberException)
        {
            return null; // what is wrong with the document itself is of more use
        }
    }

    private static DocumentException Refusal(string source, long position, string what, Exception? cause = null)
    {
        var message = $"{Printable.Text(source)}: at byte {position}: {what}";
        return cause is null ? new DocumentException(message) : new DocumentException(message, cause);
    }
}
