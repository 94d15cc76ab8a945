using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>The escapes of seq_path and mangle_path in the kernel's fs/seq_file.c: a backslash and three octal digits.</summary>
internal static class OctalEscape
{
    public static string Decode(ReadOnlySpan<char> field)
    {
        if (!field.Contains('\\'))
            return field.ToString();

        var encoded = new byte[Encoding.UTF8.GetByteCount(field)];
        Encoding.UTF8.GetBytes(field, encoded);
        var decoded = new byte[encoded.Length];
        return Encoding.UTF8.GetString(decoded, 0, Decode(encoded, decoded));
    }

    /// <summary>Decodes into <paramref name="destination"/>, which must be as long as <paramref name="field"/>. A
    /// backslash that three octal digits up to 377 do not follow stands for itself.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> field, Span<byte> destination)
    {
        var written = 0;
        while (!field.IsEmpty)
        {
            if (field[0] == '\\' && field.Length >= 4 && field[1] is >= (byte)'0' and <= (byte)'3'
                && IsOctal(field[2]) && IsOctal(field[3]))
            {
                destination[written++] = (byte)(((field[1] - '0') << 6) | ((field[2] - '0') << 3) | (field[3] - '0'));
                field = field[4..];
            }
            else
            {
                destination[written++] = field[0];
                field = field[1..];
            }
        }

        return written;
    }

    private static bool IsOctal(byte character) => character is >= (byte)'0' and <= (byte)'7';
}
