using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OciIdMapHook.Documents;

/// <summary>Strings that are no Unicode text, as Go's encoding/json reads them: each byte of what is broken is U+FFFD.</summary>
internal static class BrokenText
{
    private const int EscapeLength = 6;

    private const byte Quote = (byte)'"';

    private static ReadOnlySpan<byte> Replacement => "\ufffd"u8;

    /// <summary>
    /// Asked beforehand: to be told by an exception takes as long as a thousand strings, of which a document may hold a million.
    /// </summary>
    /// <param name="written">What stands between the quotes, with its escapes.</param>
    /// <param name="isEscaped">Whether it has any.</param>
    public static bool Is(ReadOnlySpan<byte> written, bool isEscaped) =>
        !Utf8.IsValid(written) || (isEscaped && MendEscapes(written, default));

    /// <param name="written">What stands between the quotes, with its escapes.</param>
    public static string Decode(ReadOnlySpan<byte> written)
    {
        var token = new List<byte>(written.Length + 2) { Quote };
        while (!written.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf8(written, out _, out var length) is OperationStatus.Done;
            token.AddRange(isWhole ? written[..length] : Replacement);
            written = written[(isWhole ? length : 1)..];
        }

        token.Add(Quote);
        var mended = CollectionsMarshal.AsSpan(token);
        MendEscapes(mended, mended);
        var reader = new Utf8JsonReader(mended);
        reader.Read();
        return reader.GetString()!;
    }

    /// <param name="text">Has escapes.</param>
    /// <param name="mended">The same, to be written to; empty where it is only asked.</param>
    /// <returns>Whether one of them is half a pair of surrogates.</returns>
    private static bool MendEscapes(ReadOnlySpan<byte> text, Span<byte> mended)
    {
        var isBroken = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || text[++i] != 'u')
                continue;
            var start = i - 1;
            i += LengthOfEscape(text[start..], out var isHalf);
            isBroken |= isHalf;
            if (isHalf && !mended.IsEmpty)
                "fffd"u8.CopyTo(mended[(start + 2)..]);
        }

        return isBroken;
    }

    /// <returns>How many bytes there are after the u that are one character.</returns>
    private static int LengthOfEscape(ReadOnlySpan<byte> escape, out bool isHalf)
    {
        var first = (char)MemberName.ReadEscape(escape);
        var isPair = char.IsHighSurrogate(first) && escape[EscapeLength..] is [(byte)'\\', (byte)'u', ..]
            && char.IsLowSurrogate((char)MemberName.ReadEscape(escape[EscapeLength..]));
        isHalf = !isPair && char.IsSurrogate(first);
        return (isPair ? EscapeLength : 0) + EscapeLength - 2;
    }
}
