namespace OciIdMapHook.Documents;

/// <summary>
/// Names of members as Go's encoding/json takes them: where none is equal, whatever their case. It folds as Unicode does, in
/// which two letters beside the ASCII ones are a k and an s (foldName in encoding/json/fold.go). For readers in C a name ends at
/// a NUL.
/// </summary>
internal static class MemberName
{
    private static ReadOnlySpan<byte> Kelvin => "\u212A"u8;

    private static ReadOnlySpan<byte> LongS => "\u017F"u8;

    /// <param name="names">Names with a space between them.</param>
    /// <param name="written">A name as it stands in the document, with its escapes.</param>
    /// <returns>The one that it is but for the case; empty where it is none.</returns>
    public static ReadOnlySpan<byte> FindFolded(ReadOnlySpan<byte> names, ReadOnlySpan<byte> written)
    {
        while (!names.IsEmpty)
        {
            var end = names.IndexOf((byte)' ');
            var name = end < 0 ? names : names[..end];
            if (IsFolded(name, written))
                return name;

            names = names[(end < 0 ? names.Length : end + 1)..];
        }

        return [];
    }

    /// <summary>Whether a name, as it stands in the document, is exactly this one. The reader's own comparison throws at half a
    /// surrogate pair.</summary>
    public static bool IsEqual(ReadOnlySpan<byte> name, ReadOnlySpan<byte> written)
    {
        foreach (var letter in name)
        {
            if (Take(ref written) != letter)
                return false;
        }

        return written.IsEmpty;
    }

    private static bool IsFolded(ReadOnlySpan<byte> name, ReadOnlySpan<byte> written)
    {
        foreach (var letter in name)
        {
            if (Fold(Take(ref written)) != Fold(letter))
                return false;
        }

        return written.IsEmpty || written.StartsWith("\\u0000"u8);
    }

    /// <summary>Takes one character from the front: no known name has others than ASCII letters, and these few.</summary>
    private static int Take(ref ReadOnlySpan<byte> written)
    {
        if (written.IsEmpty)
            return -1;

        var (character, length) = written switch
        {
            [(byte)'\\', (byte)'u', ..] => (ReadEscape(written), 6),
            _ when written.StartsWith(Kelvin) => ('\u212A', Kelvin.Length),
            _ when written.StartsWith(LongS) => ('\u017F', LongS.Length),
            _ => (written[0] <= 0x7F ? written[0] : -1, 1),
        };
        written = written[length..];
        return character;
    }

    /// <param name="written">An escape, <c>\uXXXX</c>, and what follows; the reader has seen that there are four digits.</param>
    internal static int ReadEscape(ReadOnlySpan<byte> written)
    {
        var value = 0;
        foreach (var digit in written.Slice(2, 4))
            value = (value << 4) | (digit <= '9' ? digit - '0' : Fold(digit) - 'a' + 10);

        return value;
    }

    private static int Fold(int character) => character switch
    {
        >= 'A' and <= 'Z' => character | 0x20,
        '\u212A' => 'k',
        '\u017F' => 's',
        _ => character,
    };
}
