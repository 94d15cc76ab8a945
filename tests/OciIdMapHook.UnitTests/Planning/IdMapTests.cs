using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class IdMapTests
{
    [Test]
    public void Maps_equal_however_their_ranges_are_ordered_or_cut()
    {
        var whole = Map(new(0, 1000, 30), new(50, 5000, 10));
        var cut = Map(new(50, 5000, 10), new(10, 1010, 20), new(0, 1000, 10));

        Assert.Multiple(() =>
        {
            Assert.That(cut, Is.EqualTo(whole));
            Assert.That(cut.GetHashCode(), Is.EqualTo(whole.GetHashCode()));
        });
    }

    [Test]
    public void Ranges_that_meet_in_one_column_only_stay_apart() =>
        Assert.That(Map(new(0, 1000, 10), new(10, 2000, 10)), Is.Not.EqualTo(Map(new IdRange(0, 1000, 20))));

    [Test]
    public void Kernel_text_is_one_line_a_range_in_the_order_given() =>
        Assert.That(
            Map(new(10, 5, 1), new(0, 100_000, 10)).ToKernelText(),
            Is.EqualTo("10 5 1\n0 100000 10\n"));

    [TestCase(1, "0:1000:1")]
    [TestCase(3, "0:1000:1,2:1002:1,4:1004:1")]
    [TestCase(4, "0:1000:1,2:1002:1,4:1004:1,… (4 ranges)")]
    public void Messages_show_the_first_ranges(int count, string shown) =>
        Assert.That(Map(Scattered(count)).ToString(), Is.EqualTo(shown));

    [Test]
    public void A_map_is_the_identity_when_all_its_ranges_are() => Assert.Multiple(() =>
    {
        Assert.That(Map(new IdRange(0, 0, uint.MaxValue)).IsIdentity);
        Assert.That(Map(new(5, 5, 5), new(100, 100, 5)).IsIdentity);
        Assert.That(Map(new(0, 0, 5), new(100, 101, 5)).IsIdentity, Is.False);
    });

    [Test]
    public void The_last_id_is_mapped() => Assert.Multiple(() =>
    {
        var map = Map(new IdRange(0, 4_294_967_294, 1));
        Assert.That(map.ToHost(0), Is.EqualTo(4_294_967_294));
        Assert.That(map.ContainsHostId(4_294_967_294));
        Assert.That(map.ContainsHostId(uint.MaxValue), Is.False);
        Assert.That(map.ContainsContainerId(1), Is.False);
    });

    [Test]
    public void A_map_of_340_ranges_is_made() => Assert.That(Map(Scattered(340)).Ranges, Has.Count.EqualTo(340));

    internal static IdMap Map(params IdRange[] ranges) =>
        IdMap.TryCreate(ranges, "uid", out var map, out var reason) ? map : throw new AssertionException(reason);

    internal static IdRange[] Scattered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new IdRange((uint)i * 2, 1000 + ((uint)i * 2), 1))];
}
