using OciIdMapHook.Documents;
using OciIdMapHook.Planning;
using static OciIdMapHook.UnitTests.Planning.Overlays;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class OverlayLeftAloneTests
{
    [Test]
    public void Layers_that_are_all_shifted_or_idmapped_are_left_alone() => Assert.That(
        With(Overlay with
        {
            Lowers = [Layer("/l/2", 100_000), Layer("/l/1", 100_000) with { IsIdmapped = true }],
            Upper = Layer("/c/upper", 100_007),
        }).NothingToDo(),
        Is.EqualTo("every layer of the rootfs, which is an overlay, is shifted or idmapped already"));

    [Test]
    public void A_root_that_shows_nothing_but_shifted_ids_is_left_alone_before_its_layers_are_looked_for() =>
        Assert.Multiple(() =>
    {
        var facts = With(new OverlayFacts.NotLookedAt()).WithOwner(100_000, 100_000).WithEntries(100_000, 100_033);

        Assert.That(Planner.MustLookAtLayers(facts), Is.False);
        Assert.That(
            facts.NothingToDo(),
            Is.EqualTo("the rootfs belongs to 100000:100000, which is in the host ranges of the maps: it is shifted already"));
    });

    [Test]
    public void A_root_that_has_more_of_the_engine_s_than_of_the_image_s_is_told_by_its_layers()
    {
        var facts = With(Overlay with { Lowers = [Layer("/l/1", 0, 0)], Upper = Layer("/c/upper", 100_000, 100_000, 100_000) })
            .WithOwner(100_000, 100_000).WithEntries(0, 100_000, 100_000);

        Assert.Multiple(() =>
        {
            Assert.That(Replacement(facts).Upper!.IsMapped, Is.False);
            Assert.That(Replacement(facts).Lowers[0].IsMapped);
            Assert.That(facts.Plan().Otherwise?.Reason, Does.EndWith("it is shifted already"));
            Assert.That(facts.WithMode("always").Plan().Otherwise, Is.Null);
            Assert.That(facts.WithEntries(0, 0, 100_000).Plan().Otherwise, Is.Null);
        });
    }

    [Test]
    public void A_shifted_root_is_left_alone_where_its_layers_hold_both_kinds() => Assert.That(
        With(Overlay with { Lowers = [Layer("/l/1", 100_000, 0, 100_000, 100_000)], Upper = Layer("/c/upper", 100_000) })
            .WithOwner(100_000, 100_000).WithEntries(0, 100_000, 100_000).NothingToDo(),
        Is.EqualTo("the rootfs belongs to 100000:100000, which is in the host ranges of the maps: it is shifted already"));

    [TestCase(0u)]
    [TestCase(100_000u)]
    public void The_layers_of_a_root_that_shows_ids_of_the_container_are_looked_for(uint owner) => Assert.That(
        Planner.MustLookAtLayers(With(new OverlayFacts.NotLookedAt()).WithOwner(owner, owner).WithEntries(0, 0, 100_000)));

    [Test]
    public void An_unshifted_root_whose_layers_are_gone_is_refused() => Assert.That(
        With(new OverlayFacts.Missing("its lower layer /tmp/1 is not there")).Refusal(),
        Is.EqualTo(
            "the rootfs /var/lib/demo/rootfs is an overlay whose layers must be idmapped, and its lower layer /tmp/1 is not "
            + "there"));

    [Test]
    public void It_is_left_as_it_is_where_file_systems_that_cannot_be_idmapped_are_to_be_skipped() => Assert.That(
        Planner.Decide(
            With(new OverlayFacts.Missing("the rootfs is only its folder /a")),
            new HostPolicy(new HostConfig { UnsupportedFileSystem = UnsupportedFileSystem.Skip }, "/etc/c.json")),
        Is.EqualTo(
            new Decision.LeftAlone(
                "the rootfs /var/lib/demo/rootfs is an overlay whose layers must be idmapped, and the rootfs is "
            + "only its folder /a; the container starts as it is, because unsupportedFileSystem is skip in /etc/c.json")));

    [TestCase("auto")]
    [TestCase("always")]
    public void An_overlay_that_lies_on_the_one_it_replaced_is_left_alone(string mode) => Assert.That(
        (With(Overlay).WithOwner(100_000, 100_000).WithEntries(0).WithMode(mode) with
        {
            Mounts =
            [
                Containers.Mount(60, 1, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
                Containers.Mount(
                    Containers.RootMountId, 60, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:71" },
            ],
        }).NothingToDo(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs covers another overlay at its place: it was recomposed already"));
}
