using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>What Podman has given to the container's ids on the host before any hook, and whom it is to belong to.</summary>
public sealed class EngineTraceTests
{
    private static readonly Owner Shifted = new(100_000, 100_000);

    private static readonly EngineTraceFacts Podmans = new() { Root = default, Etc = Shifted, Mtab = Shifted };

    [Test]
    public void The_folder_etc_and_the_link_mtab_become_the_containers_roots() => Assert.That(
        Find(Podmans), Is.EqualTo(new EngineTraces(null, null, default(Owner), default(Owner))));

    [Test]
    public void What_belongs_to_the_host_stays() =>
        Assert.That(Find(Podmans with { Etc = default(Owner), Mtab = default(Owner) }).IsNothing);

    [Test]
    public void A_link_of_another_users_stays() =>
        Assert.That(Find(Podmans with { Etc = null, Mtab = new Owner(100_033, 100_033) }).IsNothing);

    [Test]
    public void The_root_of_an_overlay_of_Podmans_becomes_the_users_again() => Assert.That(
        Find(
            Podmans with { Root = new Owner(101_000, 101_000), Work = Shifted, Etc = null, Mtab = null },
            Overlay(isUpperMapped: false), isEngines: true),
        Is.EqualTo(new EngineTraces(new Owner(1000, 1000), default(Owner), null, null)));

    [Test]
    public void An_overlay_of_somebody_elses_stays() => Assert.That(
        Find(Podmans with { Root = Shifted, Work = Shifted }, Overlay(isUpperMapped: false), isEngines: false).IsNothing);

    [Test]
    public void An_overlay_that_a_container_has_used_stays() => Assert.That(
        Find(
            Podmans with { Root = Shifted, InUpper = [default, Shifted] }, Overlay(isUpperMapped: false),
            isEngines: true).IsNothing);

    [Test]
    public void In_an_overlay_that_a_container_has_used_what_was_copied_up_becomes_the_containers() => Assert.That(
        Find(
            new EngineTraceFacts { Root = Shifted, Etc = default(Owner), IsEtcInUpper = true, InUpper = [Shifted] },
            Overlay(isUpperMapped: false),
            isEngines: true),
        Is.EqualTo(EngineTraces.None with { Etc = Shifted }));

    /// <summary>What is in such a rootfs comes in by mounts.</summary>
    [Test]
    public void A_rootfs_that_holds_nothing_but_the_folder_etc_is_judged_without_it()
    {
        var bare = Containers.Remappable with { Root = Containers.Remappable.Root with { Entries = [Shifted] } };

        Assert.That(Planner.Decide(bare), Is.InstanceOf<Decision.NothingToDo>());
        Assert.That(Planner.Decide(EngineTraces.WithoutEtc(bare, Shifted)), Is.InstanceOf<Decision.Remap>());
    }

    [Test]
    public void Another_folder_that_is_shifted_still_counts()
    {
        var shifted = Containers.Remappable with { Root = Containers.Remappable.Root with { Entries = [Shifted, Shifted] } };

        Assert.That(Planner.Decide(EngineTraces.WithoutEtc(shifted, Shifted)), Is.InstanceOf<Decision.NothingToDo>());
        Assert.That(EngineTraces.WithoutEtc(shifted, null), Is.SameAs(shifted));
    }

    private static EngineTraces Find(EngineTraceFacts facts, ReplacementRoot? replacement = null, bool isEngines = false)
    {
        var remap = ((Decision.Remap)Planner.Decide(Containers.Remappable)).Plan;
        return EngineTraces.Find(
            facts, remap with { Replacement = replacement ?? remap.Replacement }, isEngines, isHostsRoot: true);
    }

    private static ReplacementRoot.Overlay Overlay(bool isUpperMapped)
    {
        var layer = new LayerFacts("/layer", 1, 2, Owner.Root, IsIdmapped: false, "ext4");
        return new ReplacementRoot.Overlay
        {
            Lowers = [new LayerUse(layer, IsMapped: true)],
            DataLayers = [],
            Upper = new LayerUse(layer, isUpperMapped),
            WorkFolder = new LayerUse(layer, isUpperMapped),
            IsReadOnly = false,
            Options = [],
            Source = "overlay",
            MountOptions = "rw",
        };
    }
}
