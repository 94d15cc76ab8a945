namespace OciIdMapHook.Documents;

internal static class FdInfoText
{
    public static FdInfo Parse(ReadOnlySpan<byte> text)
    {
        if (!TryParseOctal(Value(text, "flags:"u8), out var flags))
            throw new DocumentException($"the descriptor's fdinfo has no flags in octal: {Printable.Excerpt(text)}");

        if (!AsciiNumber.TryParse(Value(text, "mnt_id:"u8), out int mountId))
            throw new DocumentException($"the descriptor's fdinfo has no mnt_id: {Printable.Excerpt(text)}");

        return new FdInfo(flags, mountId);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.StartsWith(name))
                return line[name.Length..].Trim("\t "u8);
        }

        return default;
    }

    private static bool TryParseOctal(ReadOnlySpan<byte> digits, out int value)
    {
        var sum = 0L;
        foreach (var digit in digits)
        {
            sum = (sum << 3) | (uint)(digit - '0');
            if (digit is < (byte)'0' or > (byte)'7' || sum > int.MaxValue)
            {
                value = 0;
                return false;
            }
        }

        value = (int)sum;
        return !digits.IsEmpty;
    }
}
