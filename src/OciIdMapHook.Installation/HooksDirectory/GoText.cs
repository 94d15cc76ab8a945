using System.Text;
using System.Text.Json;

namespace OciIdMapHook.Installation;

/// <summary>Texts of a JSON document as Go's encoding/json reads them.</summary>
internal static class GoText
{
    private const char LongS = 'ſ';
    private const char KelvinSign = 'K';

    /// <summary>Bytes that are no UTF-8 become U+FFFD in Go's texts; System.Text.Json would refuse them.</summary>
    internal static ReadOnlyMemory<byte> Cleaned(ReadOnlyMemory<byte> document) =>
        System.Text.Unicode.Utf8.IsValid(document.Span)
            ? document
            : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(document.Span));

    internal static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape: U+FFFD in Go. What is around it is of no meaning for a path or a pattern.
            return text.GetRawText().Trim('"');
        }
    }

    internal static string OrEmpty(JsonElement textOrNull) =>
        textOrNull.ValueKind is JsonValueKind.String ? Of(textOrNull) : string.Empty;

    internal static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "�";
        }
    }

    /// <param name="given">A member's name.</param>
    /// <param name="known">A name in ASCII. Two characters beyond that fold into it (Unicode's simple folding): ſ and the Kelvin
    /// sign.</param>
    internal static bool IsSameName(string given, string known) => string.Equals(
        given.Replace(LongS, 's').Replace(KelvinSign, 'k'), known, StringComparison.OrdinalIgnoreCase);
}
