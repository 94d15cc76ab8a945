using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class IdMapFaultTests
{
    [Test]
    public void No_ranges() => Assert.That(RangeFault(), Is.EqualTo("the uid map is empty"));

    [Test]
    public void More_than_340_ranges() => Assert.That(
        RangeFault(IdMapTests.Scattered(341)), Is.EqualTo("the uid map has 341 ranges; the kernel takes at most 340"));

    [Test]
    public void Size_0() => Assert.That(
        RangeFault(new IdRange(1, 2, 0)), Is.EqualTo("the uid mapping 1:2:0 (container id:host id:size) has size 0"));

    [TestCase(uint.MaxValue, 0u, 1u)]
    [TestCase(0u, uint.MaxValue, 1u)]
    [TestCase(1u, 0u, uint.MaxValue)]
    [TestCase(0u, 4_294_967_290u, 6u)]
    public void A_range_past_the_last_id(uint container, uint host, uint size) => Assert.That(
        RangeFault(new IdRange(container, host, size)),
        Is.EqualTo($"the uid mapping {container}:{host}:{size} (container id:host id:size) goes past 4294967294, "
            + "the last id there is"));

    [Test]
    public void Overlap_in_the_container_ids() => Assert.That(
        RangeFault(new(10, 5000, 10), new(100, 9000, 1), new(0, 1000, 11)),
        Is.EqualTo("the uid mappings 0:1000:11 and 10:5000:10 (container id:host id:size) overlap in their container ids"));

    [Test]
    public void Overlap_in_the_host_ids() => Assert.That(
        RangeFault(new(0, 1000, 10), new(10, 1009, 10)),
        Is.EqualTo("the uid mappings 0:1000:10 and 10:1009:10 (container id:host id:size) overlap in their host ids"));

    [TestCase(-1, 0, 1)]
    [TestCase(0, -1, 1)]
    [TestCase(0, 0, -1)]
    public void Negative_numbers(long container, long host, long size) => Assert.That(
        MappingFault(new OciIdMapping { ContainerId = container, HostId = host, Size = size }),
        Is.EqualTo($"the gid mapping {container}:{host}:{size} (container id:host id:size) has a negative number"));

    [TestCase(4_294_967_296, 0, 1)]
    [TestCase(0, 4_294_967_296, 1)]
    [TestCase(0, 0, long.MaxValue)]
    [TestCase(0, 0, 4_294_967_296)]
    public void Numbers_past_the_last_id(long container, long host, long size) => Assert.That(
        MappingFault(new OciIdMapping { ContainerId = container, HostId = host, Size = size }),
        Is.EqualTo($"the gid mapping {container}:{host}:{size} (container id:host id:size) goes past 4294967294, "
            + "the last id there is"));

    [Test]
    public void No_mappings() => Assert.That(MappingFault(Array.Empty<OciIdMapping>()), Is.EqualTo("the gid map is empty"));

    [Test]
    public void More_than_340_mappings() => Assert.That(
        MappingFault([.. Enumerable.Repeat(new OciIdMapping(), 100_000)]),
        Is.EqualTo("the gid map has 100000 ranges; the kernel takes at most 340"));

    private static string? RangeFault(params IdRange[] ranges)
    {
        var isMap = IdMap.TryCreate(ranges, "uid", out var map, out var reason);
        Assert.That(isMap, Is.EqualTo(map is not null));
        return reason;
    }

    private static string? MappingFault(params OciIdMapping[] mappings)
    {
        var isMap = IdMap.TryCreate(mappings, "gid", out var map, out var reason);
        Assert.That(isMap, Is.EqualTo(map is not null));
        return reason;
    }
}
