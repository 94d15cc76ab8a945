using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>The one way to write a map: by container id, with ranges that continue each other on both sides made one.</summary>
internal static class CanonicalRanges
{
    /// <returns>The array itself for one range: there is nothing to sort and nothing to join.</returns>
    public static IdRange[] Of(IdRange[] ranges)
    {
        if (ranges.Length == 1)
            return ranges;

        var sorted = SortedRanges.By(range => range.ContainerId, ranges);
        var last = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (Continues(sorted[last], sorted[i]))
                sorted[last] = sorted[last] with { Size = sorted[last].Size + sorted[i].Size };
            else
                sorted[++last] = sorted[i];
        }

        return sorted.AsSpan(0, last + 1).ToArray();
    }

    private static bool Continues(IdRange range, IdRange next) =>
        range.ContainerId + range.Size == next.ContainerId && range.HostId + range.Size == next.HostId;
}
