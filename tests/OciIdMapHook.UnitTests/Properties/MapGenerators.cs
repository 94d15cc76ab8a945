using FsCheck;
using FsCheck.Fluent;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Properties;

/// <summary>Maps that are valid by construction.</summary>
public sealed record ValidRanges(IReadOnlyList<IdRange> Ranges);

/// <summary>Ranges close enough together to overlap, at the low and at the high end of the ids.</summary>
public sealed record AnyRanges(IReadOnlyList<IdRange> Ranges);

public static class MapGenerators
{
    private static readonly Gen<uint> Near = Gen.OneOf(
        Gen.Choose(0, 40).Select(id => (uint)id),
        Gen.Choose(0, 20).Select(distance => uint.MaxValue - (uint)distance));

    public static Arbitrary<AnyRanges> AnyRanges()
    {
        var range =
            from containerId in Near
            from hostId in Near
            from size in Gen.Choose(0, 8)
            select new IdRange(containerId, hostId, (uint)size);
        return (
            from count in Gen.Choose(0, 5)
            from ranges in range.ArrayOf(count)
            select new AnyRanges(ranges)).ToArbitrary();
    }

    public static Arbitrary<ValidRanges> ValidRanges() => (
        from count in Gen.Choose(1, 12)
        from sizes in Gen.Choose(1, 100_000).ArrayOf(count)
        from containerGaps in Gen.Choose(0, 2).ArrayOf(count)
        from hostGaps in Gen.Choose(0, 2).ArrayOf(count)
        from containerOrder in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from hostOrder in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        select new ValidRanges(Lay(sizes, containerGaps, hostGaps, containerOrder, hostOrder))).ToArbitrary();

    private static IdRange[] Lay(int[] sizes, int[] containerGaps, int[] hostGaps, int[] containerOrder, int[] hostOrder)
    {
        var containerIds = Lay(sizes, containerGaps, containerOrder);
        var hostIds = Lay(sizes, hostGaps, hostOrder);
        return [.. sizes.Select((size, i) => new IdRange(containerIds[i], hostIds[i], (uint)size))];
    }

    private static uint[] Lay(int[] sizes, int[] gaps, int[] order)
    {
        var starts = new uint[sizes.Length];
        var next = 0u;
        foreach (var i in order)
        {
            starts[i] = next + (uint)gaps[i];
            next = starts[i] + (uint)sizes[i];
        }

        return starts;
    }
}
