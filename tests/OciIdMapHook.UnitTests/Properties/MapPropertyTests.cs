using System.Text;
using FsCheck.NUnit;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace OciIdMapHook.UnitTests.Properties;

[Properties(Arbitrary = [typeof(MapGenerators)], MaxTest = 1000)]
public sealed class MapPropertyTests
{
    [Property]
    public bool Kernel_text_and_back_gives_the_same_ranges(ValidRanges ranges)
    {
        var map = Map(ranges);
        return IdMapText.Parse(Encoding.ASCII.GetBytes(map.ToKernelText())).SequenceEqual(map.Ranges);
    }

    [Property]
    public bool A_map_equals_itself_in_any_order(ValidRanges ranges)
    {
        var reversed = Map(new ValidRanges([.. ranges.Ranges.Reverse()]));
        return Map(ranges).Equals(reversed) && Map(ranges).GetHashCode() == reversed.GetHashCode();
    }

    [Property]
    public bool Maps_are_equal_just_when_they_map_alike(ValidRanges one, ValidRanges other)
    {
        var edges = Edges(one).Concat(Edges(other)).Select(edge => edge.Container);
        return Map(one).Equals(Map(other)) == edges.All(id => Map(one).ToHost(id) == Map(other).ToHost(id));
    }

    [Property]
    public bool Both_ends_of_each_range_are_mapped_to_each_other(ValidRanges ranges)
    {
        var map = Map(ranges);
        return Edges(ranges).All(edge => map.ToHost(edge.Container) == edge.Host
            && map.ContainsContainerId(edge.Container) && map.ContainsHostId(edge.Host));
    }

    [Property]
    public bool No_two_ids_of_the_container_are_one_on_the_host(ValidRanges ranges)
    {
        var map = Map(ranges);
        var ids = Edges(ranges).Select(edge => edge.Container).Distinct().ToList();
        return ids.Select(id => map.ToHost(id)).Distinct().Count() == ids.Count;
    }

    [Property]
    public bool A_map_is_valid_just_when_each_id_is_mapped_once(AnyRanges ranges) =>
        IdMap.TryCreate(ranges.Ranges, "uid", out _, out _) == IsValidByCounting(ranges.Ranges);

    private static bool IsValidByCounting(IReadOnlyList<IdRange> ranges)
    {
        var containerIds = ranges.SelectMany(range => Ids(range.ContainerId, range.Size)).ToList();
        var hostIds = ranges.SelectMany(range => Ids(range.HostId, range.Size)).ToList();
        return ranges.Count > 0
            && ranges.All(range => range.Size > 0)
            && containerIds.Concat(hostIds).All(id => id < uint.MaxValue)
            && containerIds.Distinct().Count() == containerIds.Count
            && hostIds.Distinct().Count() == hostIds.Count;
    }

    private static IEnumerable<long> Ids(uint first, uint size) => Enumerable.Range(0, (int)size).Select(i => first + (long)i);

    private static IEnumerable<(uint Container, uint Host)> Edges(ValidRanges ranges) => ranges.Ranges.SelectMany(range =>
        new[]
        {
            (range.ContainerId, range.HostId),
            (range.ContainerId + range.Size - 1, range.HostId + range.Size - 1),
        });

    private static IdMap Map(ValidRanges ranges) => IdMap.TryCreate(ranges.Ranges, "uid", out var map, out var reason)
        ? map
        : throw new AssertionException(reason);
}
