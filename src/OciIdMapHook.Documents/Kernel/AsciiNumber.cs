namespace OciIdMapHook.Documents;

/// <summary>Whole fields of decimal digits: nothing before the number and nothing after it.</summary>
internal static class AsciiNumber
{
    public static bool TryParse(ReadOnlySpan<byte> field, out int value)
    {
        var isNumber = TryParse(field, out uint number) && number <= int.MaxValue;
        value = isNumber ? (int)number : 0;
        return isNumber;
    }

    public static bool TryParse(ReadOnlySpan<byte> field, out uint value)
    {
        var sum = 0L;
        foreach (var digit in field)
        {
            sum = (sum * 10) + digit - '0';
            if (digit is < (byte)'0' or > (byte)'9' || sum > uint.MaxValue)
            {
                value = 0;
                return false;
            }
        }

        value = (uint)sum;
        return !field.IsEmpty;
    }
}
