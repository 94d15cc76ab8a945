using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>A map as people write it: <c>container:host:size[,…]</c>.</summary>
public static class IdMapArgument
{
    private const int NumbersOfRange = 3;

    /// <param name="text">What was written.</param>
    /// <param name="kind">Which ids it is for, for the reason.</param>
    /// <param name="map">The map.</param>
    /// <param name="reason">Why it is none: what does not read as one, or what the kernel would not take.</param>
    public static bool TryParse(
        string text, string kind, [NotNullWhen(true)] out IdMap? map, [NotNullWhen(false)] out string? reason)
    {
        map = null;
        var ranges = new List<OciIdMapping>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (TryParseRange(part) is not { } range)
            {
                reason = $"\"{Printable.Text(part)}\" in the {kind} map is not container:host:size, three numbers such as "
                    + "0:100000:65536";
                return false;
            }

            ranges.Add(range);
        }

        return IdMap.TryCreate(ranges, kind, out map, out reason);
    }

    private static OciIdMapping? TryParseRange(string text)
    {
        var numbers = text.Split(':');
        return numbers.Length == NumbersOfRange
            && TryParseNumber(numbers[0], out var containerId)
            && TryParseNumber(numbers[1], out var hostId)
            && TryParseNumber(numbers[2], out var size)
            ? new OciIdMapping { ContainerId = containerId, HostId = hostId, Size = size }
            : null;
    }

    private static bool TryParseNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
