using System.Text;
using System.Text.Json;

namespace OciIdMapHook.Documents;

/// <summary>Strings that are no Unicode text, as Go's encoding/json reads them: what is broken is U+FFFD.</summary>
internal static class BrokenText
{
    private const int EscapeLength = 6;

    /// <param name="written">What stands between the quotes, with its escapes.</param>
    public static string Decode(ReadOnlySpan<byte> written)
    {
        var token = Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(written)}\"");
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '\\' && token[++i] == 'u')
            {
                i += MendEscape(token.AsSpan(i - 1));
            }
        }

        var reader = new Utf8JsonReader(token);
        reader.Read();
        return reader.GetString()!;
    }

    /// <returns>How many bytes there are after the u that are one character.</returns>
    private static int MendEscape(Span<byte> escape)
    {
        var first = (char)MemberName.ReadEscape(escape);
        if (char.IsHighSurrogate(first) && escape[EscapeLength..] is [(byte)'\\', (byte)'u', ..]
            && char.IsLowSurrogate((char)MemberName.ReadEscape(escape[EscapeLength..])))
        {
            return EscapeLength + EscapeLength - 2;
        }

        if (char.IsSurrogate(first))
        {
            "fffd"u8.CopyTo(escape[2..]);
        }

        return EscapeLength - 2;
    }
}
