using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>The places that runtimes take a destination for.</summary>
public sealed class VolumeDestinationTests
{
    [TestCase("/mnt/vol", "/mnt/vol")]
    [TestCase("mnt/vol", "/mnt/vol")]
    [TestCase("//mnt/vol", "/mnt/vol")]
    [TestCase("/mnt/./vol", "/mnt/vol /mnt/./vol")]
    [TestCase("/mnt//vol/", "/mnt/vol /mnt//vol/")]
    [TestCase("/link/../vol", "/vol /link/../vol")]
    [TestCase("/../../vol", "/vol /../../vol")]
    [TestCase("/b/rootfs/mnt/vol", "/mnt/vol /b/rootfs/mnt/vol")]
    [TestCase("/b/rootfs", "/b/rootfs")]
    [TestCase("/b/rootfs2/vol", "/b/rootfs2/vol")]
    [TestCase("//b/x/../rootfs/./mnt/vol", "/mnt/vol /b/rootfs/mnt/vol /b/x/../rootfs/./mnt/vol")]
    [TestCase("/real/rootfs/vol", "/vol /real/rootfs/vol")]
    [TestCase("", "/")]
    public void Come_as_runc_takes_it_first(string destination, string candidates) => Assert.That(
        VolumeDestination.Candidates(destination, ["/b/./rootfs/", "/real/rootfs"], isAsWrittenFirst: false),
        Is.EqualTo(candidates.Split(' ')));

    [Test]
    public void Come_as_crun_takes_it_first() => Assert.That(
        VolumeDestination.Candidates("/b/rootfs/a/../vol", ["/b/rootfs"], isAsWrittenFirst: true),
        Is.EqualTo(["/b/rootfs/a/../vol", "/vol", "/b/rootfs/vol"]));

    [Test]
    public void Are_the_same_below_a_root_at_the_top() => Assert.That(
        VolumeDestination.Candidates("/vol", ["/"], isAsWrittenFirst: false), Is.EqualTo(["/vol"]));
}
