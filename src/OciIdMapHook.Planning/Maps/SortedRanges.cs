using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Sorts the few ranges of a map, which are nearly always in order already.</summary>
internal static class SortedRanges
{
    /// <remarks>By hand: what the class library sorts such structs with is 5 KB of the hook.</remarks>
    public static IdRange[] By(Func<IdRange, uint> start, ReadOnlySpan<IdRange> ranges)
    {
        var sorted = ranges.ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            var range = sorted[i];
            var place = i;
            for (; place > 0 && start(sorted[place - 1]) > start(range); place--)
                sorted[place] = sorted[place - 1];

            sorted[place] = range;
        }

        return sorted;
    }
}
