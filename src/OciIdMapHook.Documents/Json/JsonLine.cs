using System.Buffers.Text;
using System.Text;

namespace OciIdMapHook.Documents;

/// <summary>
/// Writes one JSON document in one line. Utf8JsonWriter would do the same, and brings encoders along that take longer to get
/// ready than the whole line takes here.
/// </summary>
/// <param name="size">The most bytes there can be; the caller shortens texts so that they are enough.</param>
internal sealed class JsonLine(int size)
{
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(size);
    private int length;
    private bool isFirst = true;

    private static ReadOnlySpan<byte> Cut => "…"u8;

    /// <summary>The line with its end.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        Put((byte)'\n');
        return bytes.AsMemory(0, length);
    }

    public void Begin(char bracket)
    {
        Put((byte)bracket);
        isFirst = true;
    }

    public void End(char bracket)
    {
        Put((byte)bracket);
        isFirst = false;
    }

    /// <summary>The comma between elements.</summary>
    public void Separate()
    {
        if (!isFirst)
            Put((byte)',');
        isFirst = false;
    }

    /// <param name="name">As it stands in the document: it is not escaped.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Put((byte)'"');
        Put(name);
        Put("\":"u8);
    }

    public void Member(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out var written);
        length += written;
    }

    /// <summary>A point in time, UTC, as ISO 8601 has it. The framework's own formatting asks for a culture.</summary>
    public void Time(DateTime time)
    {
        Put((byte)'"');
        Digits(time.Year, 4, '-');
        Digits(time.Month, 2, '-');
        Digits(time.Day, 2, 'T');
        Digits(time.Hour, 2, ':');
        Digits(time.Minute, 2, ':');
        Digits(time.Second, 2, '.');
        Digits(time.Millisecond, 3, 'Z');
        Put((byte)'"');
    }

    private void Digits(int number, int count, char end)
    {
        for (var i = count - 1; i >= 0; i--, number /= 10)
            bytes[length + i] = (byte)('0' + (number % 10));
        length += count;
        Put((byte)end);
    }

    /// <summary>A member that is left out where there is no text.</summary>
    public void Member(ReadOnlySpan<byte> name, string? text, int budget)
    {
        if (text is null)
            return;
        Name(name);
        Text(text, budget);
    }

    /// <param name="text">Any text; a lone surrogate becomes U+FFFD.</param>
    /// <param name="budget">The most bytes between the quotes; what is longer is cut, and ends in "…".</param>
    public void Text(string text, int budget)
    {
        Put((byte)'"');
        var end = length + budget;
        var safe = length;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length <= end - Cut.Length)
                safe = length;
            if (length + SizeOf(rune) > end)
            {
                length = safe;
                Put(Cut);
                break;
            }

            Put(rune);
        }

        Put((byte)'"');
    }

    private static int SizeOf(Rune rune) => rune.Value switch
    {
        '"' or '\\' => 2,
        < ' ' => "\\u0000".Length,
        _ => rune.Utf8SequenceLength,
    };

    private void Put(Rune rune)
    {
        if (rune.Value is '"' or '\\')
            Put((byte)'\\');
        if (rune.Value >= ' ')
            length += rune.EncodeToUtf8(bytes.AsSpan(length));
        else
            PutEscaped(rune.Value);
    }

    private void PutEscaped(int control)
    {
        Put("\\u00"u8);
        Put("0123456789abcdef"u8.Slice(control >> 4, 1));
        Put("0123456789abcdef"u8.Slice(control & 15, 1));
    }

    private void Put(byte one) => bytes[length++] = one;

    private void Put(ReadOnlySpan<byte> more)
    {
        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }
}
