using System.Globalization;

namespace OciIdMapHook.Operations;

/// <summary>A map for a user namespace that is made for a probe: a container's, where the caller may map these ids.</summary>
internal static class ProbeMap
{
    private const string OfAContainer = "0 100000 65536\n";
    private const uint First = 100_000;
    private const uint Count = 65_536;

    /// <param name="ownMap">The lines of the caller's /proc/self/uid_map: what it may map.</param>
    internal static string Choose(string ownMap)
    {
        var ranges = ownMap.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        return ranges.Any(range => range.Start <= First && range.Start + range.Length >= First + Count)
            ? OfAContainer
            : $"0 {(ranges.Count > 0 ? ranges[0].Start : 0)} 1\n";
    }

    private static (ulong Start, ulong Length) Parse(string line)
    {
        var fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return (ulong.Parse(fields[0], CultureInfo.InvariantCulture), ulong.Parse(fields[2], CultureInfo.InvariantCulture));
    }
}
