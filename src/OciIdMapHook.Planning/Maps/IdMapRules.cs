using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>What the kernel demands of a map, and how a breach is told.</summary>
/// <remarks>map_write and mappings_overlap in the kernel's kernel/user_namespace.c.</remarks>
internal static class IdMapRules
{
    /// <summary>UID_GID_MAP_MAX_EXTENTS.</summary>
    private const int MaxRanges = 340;

    /// <summary>Id 4294967295 is (uid_t)-1, "no id"; a range ends before it.</summary>
    private const long EndOfIds = uint.MaxValue;

    private const string Legend = "(container id:host id:size)";

    /// <remarks>
    /// Concatenated: this is done in every run, and an interpolation of numbers gets ready a pool of arrays and a culture.
    /// </remarks>
    public static string Show(IdRange range) => string.Concat([
        range.ContainerId.ToString(provider: null), ":", range.HostId.ToString(provider: null), ":",
        range.Size.ToString(provider: null),
    ]);

    /// <returns>Why the mappings cannot be written as ranges of ids, or null.</returns>
    public static string? FindFault(ReadOnlySpan<OciIdMapping> mappings, string kind)
    {
        if (FindCountFault(mappings.Length, kind) is { } fault)
            return fault;

        foreach (var mapping in mappings)
        {
            if (mapping.ContainerId < 0 || mapping.HostId < 0 || mapping.Size < 0)
                return $"the {kind} mapping {Show(mapping)} {Legend} has a negative number";

            if (mapping.ContainerId > uint.MaxValue || mapping.HostId > uint.MaxValue || mapping.Size > uint.MaxValue)
                return OutOfIds(Show(mapping), kind);
        }

        return null;
    }

    /// <returns>Why the kernel would not take the ranges, or null.</returns>
    public static string? FindFault(ReadOnlySpan<IdRange> ranges, string kind)
    {
        if (FindCountFault(ranges.Length, kind) is { } fault)
            return fault;

        foreach (var range in ranges)
        {
            if (range.Size == 0)
                return $"the {kind} mapping {Show(range)} {Legend} has size 0";

            if (range.ContainerId + (long)range.Size > EndOfIds || range.HostId + (long)range.Size > EndOfIds)
                return OutOfIds(Show(range), kind);
        }

        // Nearly every map is one range.
        return ranges.Length < 2
            ? null
            : FindOverlap(ranges, range => range.ContainerId, kind, "container")
                ?? FindOverlap(ranges, range => range.HostId, kind, "host");
    }

    private static string? FindCountFault(int count, string kind) => count switch
    {
        0 => $"the {kind} map is empty",
        > MaxRanges => $"the {kind} map has {count} ranges; the kernel takes at most {MaxRanges}",
        _ => null,
    };

    private static string Show(OciIdMapping mapping) => $"{mapping.ContainerId}:{mapping.HostId}:{mapping.Size}";

    private static string OutOfIds(string shown, string kind) =>
        $"the {kind} mapping {shown} {Legend} goes past {EndOfIds - 1}, the last id there is";

    private static string? FindOverlap(
        ReadOnlySpan<IdRange> ranges, Func<IdRange, uint> start, string kind, string column)
    {
        var sorted = SortedRanges.By(start, ranges);
        for (var i = 1; i < sorted.Length; i++)
        {
            if (start(sorted[i]) - start(sorted[i - 1]) < sorted[i - 1].Size)
            {
                return $"the {kind} mappings {Show(sorted[i - 1])} and {Show(sorted[i])} {Legend} "
                    + $"overlap in their {column} ids";
            }
        }

        return null;
    }
}
