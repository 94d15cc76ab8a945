using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Whose ids a rootfs shows: its folder's, and those of what lies directly in it.</summary>
public sealed class OwnershipTests
{
    private static readonly IdRange[] WithHostsRoot = [new(0, 1, 1000), new(1000, 0, 1), new(1001, 1001, 64_535)];
    private static readonly IdRange[] WithoutRoot = [new(1000, 2000, 2000)];
    private static readonly IdRange[] WithUserAsItIs = [new(0, 100_000, 1000), new(1000, 1000, 1), new(1001, 101_001, 64_535)];
    private static readonly IdRange[] RootAsItIs = [new(0, 0, 1), new(1, 100_001, 65_535)];

    [TestCase(100_000u, new uint[] { 100_000, 100_033 }, "remap: no", TestName = "All is shifted")]
    [TestCase(100_000u, new uint[] { 0, 100_000, 100_000 }, "remap: no", TestName = "All is shifted but for a lost+found")]
    [TestCase(
        100_000u, new uint[] { 0, 100_000 }, "remap: no", TestName = "The folder decides where as many are shifted as are not")]
    [TestCase(0u, new uint[] { 100_000, 100_033 }, "remap: no", TestName = "All is shifted but for the folder")]
    [TestCase(
        0u, new uint[] { 0, 100_000, 100_000 }, "remap: no", TestName = "All is shifted but for the folder and a lost+found")]
    [TestCase(0u, new uint[] { 0, 33, 100_000 }, "remap: yes", TestName = "Nothing is shifted but for what a container has left")]
    [TestCase(0u, new uint[] { 0, 100_000 }, "remap: yes", TestName = "The folder decides for remapping likewise")]
    [TestCase(0u, new uint[] { 70_000 }, "remap: yes", TestName = "What belongs to nobody says nothing")]
    [TestCase(0u, new uint[0], "remap: yes", TestName = "An empty folder of host root's")]
    [TestCase(100_000u, new uint[0], "remap: no", TestName = "An empty folder that is shifted")]
    public void Most_of_what_lies_in_a_root_decides_and_its_folder_where_that_says_nothing(
        uint folder, uint[] entries, string expected) =>
        Assert.That(
            Planner.Decide(Containers.Remappable.WithOwner(folder, folder).WithEntries(entries)),
            expected == "remap: yes" ? Is.InstanceOf<Decision.Remap>() : Is.InstanceOf<Decision.NothingToDo>());

    [Test]
    public void A_shifted_folder_around_files_that_are_not_is_left_alone_with_what_to_do() => Assert.That(
        Planner.Decide(Containers.Remappable.WithOwner(100_000, 100_000).WithEntries(0, 33)),
        Is.EqualTo(
            new Decision.LeftAlone(
                "the rootfs /var/lib/demo/rootfs belongs to 100000:100000, which is in the host ranges of the maps, "
            + "but what lies in it belongs to ids of the container and is nobody's inside; chown -R it to 100000:100000, or "
            + "chown its folder to 0:0 to have it remounted idmapped")));

    [Test]
    public void A_folder_of_nobody_s_around_shifted_files_is_left_alone_with_what_to_do() => Assert.That(
        Planner.Decide(Containers.Remappable.WithOwner(100_000, 0).WithEntries(100_000, 100_033)),
        Is.EqualTo(
            new Decision.LeftAlone(
                "the rootfs belongs to 100000:0, though most of what lies in it is shifted already; chown the folder "
            + "to 100000:100000 too")));

    [Test]
    public void What_lies_in_it_is_asked_before_anything_else() => Assert.That(
        (Containers.Remappable.WithOwner(100_000, 100_000) with
        {
            Init = Containers.Remappable.Init with { SharesHookMountNamespace = true },
        }).NothingToDo(),
        Does.EndWith("it is shifted already"));

    [Test]
    public void A_root_of_host_root_s_is_remapped_though_the_map_has_host_root() =>
        Assert.That(With(WithHostsRoot, 0, 0, 0).Plan().Maps.Uids.ToHost(0), Is.EqualTo(1));

    [Test]
    public void A_root_that_is_shifted_to_ids_of_the_container_is_left_alone() => Assert.That(
        With(WithHostsRoot, 1, 1, 1).NothingToDo(),
        Is.EqualTo("the rootfs belongs to 1:1, which is in the host ranges of the maps: it is shifted already"));

    [Test]
    public void A_root_that_may_be_either_is_left_alone_and_says_so() => Assert.Multiple(() =>
    {
        Assert.That(
            With(RootAsItIs, 0, 0, 0).NothingToDo(),
            Is.EqualTo(
                "the rootfs belongs to 0:0, which are both container ids and host ids of the maps uid 0:0:1,1:100001:65535 and "
                + "gid 0:0:1,1:100001:65535 (container id:host id:size): ids on disk and shifted ones cannot be told apart, and "
                + "it is left as it is; set the annotation io.oci-idmap-hook.rootfs to always to have it remounted idmapped"));
        Assert.That(With(WithHostsRoot, 1).NothingToDo(), Does.Contain("cannot be told apart"));
        Assert.That(With(RootAsItIs, 0, 0).WithMode("always").Plan().Maps.Uids.ToHost(1), Is.EqualTo(100_001));
    });

    [Test]
    public void A_root_that_may_be_either_is_told_by_what_lies_in_it() => Assert.Multiple(() =>
    {
        Assert.That(With(RootAsItIs, 0, 0, 33).Plan().Maps.Uids.ToHost(33), Is.EqualTo(100_033));
        Assert.That(With(RootAsItIs, 0, 0, 100_033).NothingToDo(), Does.EndWith("it is shifted already"));
    });

    [Test]
    public void The_lowest_id_is_asked_about_where_the_container_has_no_root() => Assert.Multiple(() =>
    {
        Assert.That(With(WithoutRoot, 2000, 2000).NothingToDo(), Does.EndWith("it is shifted already"));
        Assert.That(With(WithoutRoot, 2000).NothingToDo(), Does.Contain("cannot be told apart"));
        Assert.That(With(WithoutRoot, 1000, 1000).Plan().Maps.Uids.ToHost(1000), Is.EqualTo(2000));
    });

    [Test]
    public void A_root_of_an_id_that_is_the_same_on_the_host_says_nothing() => Assert.Multiple(() =>
    {
        Assert.That(With(WithUserAsItIs, 1000, 1000).NothingToDo(), Does.Contain("cannot be told apart"));
        Assert.That(With(WithUserAsItIs, 1000, 1000, 100_000).NothingToDo(), Does.Contain("it is shifted already"));
        Assert.That(With(WithUserAsItIs, 1000, 1000, 0).Plan().Maps.Uids.ToHost(0), Is.EqualTo(100_000));
    });

    [TestCase("auto")]
    [TestCase("always")]
    public void A_root_that_another_map_shows_gets_the_container_s_map(string mode) => Assert.That(
        Idmapped(200_000, mode).Plan().Replacement, Is.EqualTo(new ReplacementRoot.IdmappedClone(ReplacesMap: true)));

    [TestCase("auto", 100_000u)]
    [TestCase("always", 100_000u)]
    [TestCase("always", 65_534u)]
    public void A_root_that_is_idmapped_as_it_should_be_is_left_alone(string mode, uint owner) => Assert.That(
        Idmapped(owner, mode).NothingToDo(), Is.EqualTo("the rootfs /var/lib/demo/rootfs is an idmapped mount already"));

    [Test]
    public void A_root_that_is_shifted_by_one_half_is_left_alone_where_nothing_could_make_the_other_one_right() => Assert.That(
        Planner.Decide(With([new(1000, 100_000, 1)], 0, 0).WithOwner(100_000, 0)),
        Is.InstanceOf<Decision.LeftAlone>().With.Property(nameof(Decision.LeftAlone.Reason)).Contains("the gid neither"));

    [TestCase(0u)]
    [TestCase(70_000u)]
    public void A_root_of_nobody_s_is_left_alone_in_a_container_that_has_no_root(uint owner) => Assert.That(
        Planner.Decide(With([new(1000, 100_000, 1)], owner, owner)),
        Is.InstanceOf<Decision.LeftAlone>().With.Property(nameof(Decision.LeftAlone.Reason)).Contains("which are neither"));

    [Test]
    public void An_overlay_of_whose_layers_the_upper_one_s_folder_alone_is_shifted_is_refused_where_the_rest_is_nobody_s()
    {
        var facts = With([new(0, 100_000, 65_536)], 100_000, 70_000, 70_033);

        Assert.That(
            Planner.Decide(facts with { Root = facts.Root with { Overlay = new OverlayFacts.NotLookedAt() } }),
            Is.InstanceOf<Decision.Refusal>().With.Property(nameof(Decision.Refusal.Reason))
                .Contains("what lies in the rootfs /var/lib/demo/rootfs belongs to uid 70000 and gid 70000, which are neither"));
    }

    private static ContainerFacts Idmapped(uint owner, string mode) =>
        Containers.Remappable.WithOwner(owner, owner).WithMode(mode) with
        {
            Mounts = [Containers.Mount(Containers.RootMountId, 1, Containers.RootPath, "rw,idmapped")],
        };

    private static ContainerFacts With(IdRange[] map, uint folder, params uint[] entries)
    {
        var facts = Containers.Remappable.With(Containers.Linux with { UidMappings = [], GidMappings = [] });
        return facts.WithOwner(folder, folder)
            .WithEntries(entries) with
        { Init = facts.Init with { UidMap = map, GidMap = map } };
    }
}
