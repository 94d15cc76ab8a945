using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>
/// Makes JSON of a document that is not quite JSON and of which runtimes make containers all the same, each in its own way and
/// none in two: Go's Decoder (runc) reads no further than the first value; yajl (crun) takes comments and any white space of C's,
/// and as C does a NUL for the end; json-c (crun since 1.24) besides these commas at the end, control characters in strings,
/// single quotes, words in capitals and zeros before numbers.
/// </summary>
internal ref struct LooseJson
{
    private readonly ReadOnlySpan<byte> loose;
    private byte[] strict;
    private int at;
    private int length;

    private LooseJson(ReadOnlySpan<byte> loose)
    {
        this.loose = loose;
        strict = new byte[loose.Length + 64];
    }

    private readonly byte Next => at + 1 < loose.Length ? loose[at + 1] : (byte)0;

    /// <returns>What a strict reader reads, if it is to be read at all.</returns>
    public static ReadOnlySpan<byte> ToStrict(ReadOnlySpan<byte> json)
    {
        var copy = new LooseJson(json);
        copy.CopyFirstValue();
        return copy.strict.AsSpan(0, copy.length);
    }

    private void CopyFirstValue()
    {
        for (var depth = 0; at < loose.Length && loose[at] is not 0 and var one; at++)
        {
            switch (one)
            {
                case (byte)'"' or (byte)'\'':
                    CopyString();
                    break;
                case (byte)'/' when Next is (byte)'*' or (byte)'/':
                    PassComment();
                    break;
                case (byte)'\v' or (byte)'\f':
                    Put((byte)' ');
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    Put(one);
                    break;
                case (byte)'}' or (byte)']':
                    TakeBackComma();
                    Put(one);
                    if (--depth <= 0)
                        return;
                    break;
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z')
                    or (>= (byte)'a' and <= (byte)'z'):
                    CopyWord();
                    break;
                default:
                    Put(one);
                    break;
            }
        }
    }

    private void CopyString()
    {
        var quote = loose[at++];
        Put((byte)'"');
        for (; at < loose.Length && loose[at] != quote; at++)
        {
            var one = loose[at];
            if (one == '\\' && Next != 0)
            {
                Put(one);
                Put(loose[++at]);
            }
            else if (one is < 0x20 or (byte)'"')
            {
                Put("\\u00"u8);
                Put((byte)('0' + (one >> 4)));
                Put("0123456789abcdef"u8[one & 0xF]);
            }
            else
            {
                Put(one);
            }
        }

        if (at < loose.Length)
            Put((byte)'"');
    }

    private void PassComment()
    {
        var isLine = Next == '/';
        var rest = loose[(at + 2)..];
        var end = isLine ? rest.IndexOf((byte)'\n') : rest.IndexOf("*/"u8);
        at = end < 0 ? loose.Length : at + end + (isLine ? 2 : 3);
    }

    /// <summary>A comma before the end of an object or array.</summary>
    private readonly void TakeBackComma()
    {
        var last = strict.AsSpan(0, length).TrimEnd(" \t\r\n"u8).Length - 1;
        if (last >= 0 && strict[last] == ',')
            strict[last] = (byte)' ';
    }

    private void CopyWord()
    {
        var end = at;
        while (end < loose.Length
            && (char.IsAsciiLetterOrDigit((char)loose[end]) || loose[end] is (byte)'-' or (byte)'+' or (byte)'.'))
        {
            end++;
        }

        var word = loose[at..end];
        at = end - 1;
        var digits = word[0] == '-' ? word[1..] : word;
        if (digits.IsEmpty || !(char.IsAsciiDigit((char)digits[0]) || digits[0] == '.'))
        {
            Put(Known(word));
            return;
        }

        if (word[0] == '-')
            Put(word[0]);
        while (digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..])
            digits = digits[1..];
        // There is a digit on both sides of a point, and one at the end.
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '.' && i == 0)
                Put((byte)'0');
            Put(digits[i]);
            if (!char.IsAsciiDigit((char)digits[i])
                && (i + 1 == digits.Length || (digits[i] == '.' && !char.IsAsciiDigit((char)digits[i + 1]))))
            {
                Put((byte)'0');
            }
        }
    }

    /// <returns>The word itself where it is none that is known in any case.</returns>
    private static ReadOnlySpan<byte> Known(ReadOnlySpan<byte> word)
    {
        if (Ascii.EqualsIgnoreCase(word, "true"u8))
            return "true"u8;
        if (Ascii.EqualsIgnoreCase(word, "false"u8))
            return "false"u8;
        var number = word[0] == '-' ? word[1..] : word;
        return Ascii.EqualsIgnoreCase(word, "null"u8) || Ascii.EqualsIgnoreCase(number, "NaN"u8)
            || Ascii.EqualsIgnoreCase(number, "Infinity"u8)
            ? "null"u8
            : word;
    }

    private void Put(ReadOnlySpan<byte> some)
    {
        foreach (var one in some)
            Put(one);
    }

    private void Put(byte one)
    {
        if (length == strict.Length)
            Array.Resize(ref strict, length * 2);
        strict[length++] = one;
    }
}
