using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class OverlayTests
{
    private static readonly OverlayFacts.Found Overlay = new()
    {
        Lowers = [Layer("/l/2"), Layer("/l/1")],
        Upper = Layer("/c/upper"),
        WorkFolder = Layer("/c/work"),
        Options = [new OverlayOption("index", "off"), new OverlayOption("volatile")],
    };

    [Test]
    public void Every_layer_of_the_container_s_ids_is_mapped_and_the_options_stay()
    {
        var twin = Twin(With(Overlay));

        Assert.Multiple(() =>
        {
            Assert.That(twin.Lowers.Select(use => (use.Layer.Path, use.IsMapped)), Is.EqualTo([("/l/2", true), ("/l/1", true)]));
            Assert.That(twin.Upper, Is.EqualTo(new LayerUse(Layer("/c/upper"), IsMapped: true)));
            Assert.That(twin.WorkFolder, Is.EqualTo(new LayerUse(Layer("/c/work"), IsMapped: true)));
            Assert.That(twin.Options, Is.EqualTo(Overlay.Options));
            Assert.That(twin.MountOptions, Is.EqualTo("rw"));
            Assert.That(twin.IsWritable, Is.True);
        });
    }

    [Test]
    public void A_root_that_is_no_overlay_is_copied() =>
        Assert.That(Containers.Remappable.Plan().Twin, Is.EqualTo(new RootTwin.IdmappedClone()));

    [Test]
    public void A_shifted_upper_layer_over_unshifted_ones_stays_unmapped_with_its_work_folder()
    {
        var twin = Twin(With(Overlay with
        {
            Upper = Layer("/c/upper", 100_000),
            WorkFolder = Layer("/c/work"),
        }).WithOwner(100_000, 100_000).WithEntries(0, 0));

        Assert.That(twin.Upper!.IsMapped, Is.False);
        Assert.That(twin.WorkFolder!.IsMapped, Is.False);
        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([true, true]));
    }

    [Test]
    public void An_unshifted_upper_layer_over_shifted_and_idmapped_ones_is_mapped_alone()
    {
        var twin = Twin(With(Overlay with { Lowers = [Layer("/l/2", 100_000), Layer("/l/1", 100_000) with { IsIdmapped = true }] }));

        Assert.That(twin.Upper!.IsMapped, Is.True);
        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([false, false]));
    }

    [Test]
    public void Layers_that_are_all_shifted_or_idmapped_are_left_alone() => Assert.That(
        With(Overlay with
        {
            Lowers = [Layer("/l/2", 100_000), Layer("/l/1", 100_000) with { IsIdmapped = true }],
            Upper = Layer("/c/upper", 100_007),
        }).NothingToDo(),
        Is.EqualTo("every layer of the rootfs, which is an overlay, is shifted or idmapped already"));

    [Test]
    public void A_root_that_shows_nothing_but_shifted_ids_is_left_alone_before_its_layers_are_looked_for() => Assert.Multiple(() =>
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
            Assert.That(Twin(facts).Upper!.IsMapped, Is.False);
            Assert.That(Twin(facts).Lowers[0].IsMapped);
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
    public void A_layer_is_never_mapped_for_its_own_root_folder_where_shifted_things_lie_in_it()
    {
        var twin = Twin(With(Overlay with
        {
            Lowers = [Layer("/l/chowned", 0, 100_000, 100_033), Layer("/l/1", 100_000, 0)],
            Upper = Layer("/c/upper", 100_000),
        }).WithOwner(100_000, 100_000).WithEntries(0, 0, 100_000));

        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([false, true]));
        Assert.That(twin.KeepsOwners);
    }

    [TestCase(new uint[] { 0 })]
    [TestCase(new uint[] { 0, 100_000 })]
    public void An_upper_layer_whose_folder_an_engine_has_shifted_stays_unmapped_whatever_was_copied_up(uint[] copiedUp) => Assert.That(
        Twin(With(Overlay with { Upper = Layer("/c/upper", 100_000, copiedUp) }).WithOwner(100_000, 100_000).WithEntries(0, 0)).Upper!.IsMapped,
        Is.False);

    [Test]
    public void A_layer_of_both_kinds_is_refused() => Assert.That(
        With(Overlay with { Lowers = [Layer("/l/2", 0, 0, 0, 100_000)] }).WithEntries(0, 0, 100_000).Refusal(),
        Is.EqualTo("the rootfs is an overlay whose lower layer /l/2 holds files of the container's ids and others that are shifted already "
            + "(2 and 1 of those directly in it), so that either would be nobody's; chown -R it to 0:0, or to 100000:100000 to have it "
            + "left alone"));

    [Test]
    public void A_layer_that_another_map_shows_gets_the_container_s_map()
    {
        var other = Layer("/l/1", 200_000, 200_000) with { IsIdmapped = true };

        Assert.Multiple(() =>
        {
            Assert.That(Twin(With(Overlay with { Lowers = [other] }).WithEntries(200_000)).Lowers, Is.EqualTo([new LayerUse(other, IsMapped: true)]));
            Assert.That(Twin(With(Overlay with { Lowers = [other], Upper = null }).WithOwner(200_000, 200_000)).Lowers[0].IsMapped);
        });
    }

    [Test]
    public void A_root_of_neither_s_ids_without_such_a_layer_is_refused() => Assert.That(
        With(Overlay).WithOwner(70_000, 70_000).Refusal(),
        Does.StartWith("the rootfs belongs to uid 70000 and gid 70000, which are neither both container ids nor both host ids of the maps"));

    [TestCase("uid")]
    [TestCase("gid")]
    public void An_upper_layer_is_made_anew_for_a_container_with_a_root_alone(string kind)
    {
        IdRange[] rootless = [new(1000, 100_000, 1)];
        var facts = With(Overlay).With(Containers.Linux with { UidMappings = [], GidMappings = [] }).WithOwner(1000, 1000) with
        {
            Init = Containers.Remappable.Init with
            {
                UidMap = kind == "uid" ? rootless : Containers.Ranges,
                GidMap = kind == "gid" ? rootless : Containers.Ranges,
            },
        };
        var layered = Overlay with { Lowers = [Layer("/l/1", 1000)], Upper = Layer("/c/upper", 1000) };

        Assert.Multiple(() =>
        {
            Assert.That(
                (facts with { Root = facts.Root with { Overlay = layered } }).Refusal(),
                Is.EqualTo($"the container's {kind} 0 is mapped to no host id by 1000:100000:1 (container id:host id:size), but the rootfs is "
                    + "an overlay that must be made anew of idmapped layers, and the kernel works in its upper layer as the container's "
                    + $"root; add a range with container id 0 to linux.{kind}Mappings, or mount it without an upper layer"));
            Assert.That((facts with { Root = facts.Root with { Overlay = layered with { Upper = null } } }).Plan().Twin, Is.InstanceOf<RootTwin.Overlay>());
        });
    }

    [Test]
    public void An_unshifted_root_whose_layers_are_gone_is_refused() => Assert.That(
        With(new OverlayFacts.Missing("its lower layer /tmp/1 is not there")).Refusal(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs is an overlay whose layers must be idmapped, and its lower layer /tmp/1 is not "
            + "there"));

    [Test]
    public void It_is_left_as_it_is_where_file_systems_that_cannot_be_idmapped_are_to_be_skipped() => Assert.That(
        Planner.Decide(
            With(new OverlayFacts.Missing("the rootfs is only its folder /a")),
            new HostPolicy(new HostConfig { UnsupportedFileSystem = UnsupportedFileSystem.Skip }, "/etc/c.json")),
        Is.EqualTo(new Decision.LeftAlone("the rootfs /var/lib/demo/rootfs is an overlay whose layers must be idmapped, and the rootfs is "
            + "only its folder /a; the container starts as it is, because unsupportedFileSystem is skip in /etc/c.json")));

    [TestCase("lower")]
    [TestCase("upper")]
    public void A_layer_of_neither_s_ids_is_refused_with_the_ways_out(string kind)
    {
        var odd = Layer("/odd", 70_000);

        Assert.That(
            With(kind == "lower" ? Overlay with { Lowers = [Layer("/l/2"), odd] } : Overlay with { Upper = odd }).Refusal(),
            Is.EqualTo($"the rootfs is an overlay whose {kind} layer /odd belongs to uid 70000 and gid 70000, which are neither both "
                + "container ids nor both host ids of the maps uid 0:100000:65536 and gid 0:100000:65536 (container id:host id:size): the "
                + "uid is neither, the gid neither; chown -R it to 0:0, or to 100000:100000 to have it left alone, or set the annotation "
                + "io.oci-idmap-hook.rootfs to always (remap it) or never (leave it alone)"));
    }

    [Test]
    public void Always_maps_every_layer_that_is_not_idmapped()
    {
        var twin = Twin(With(Overlay with
        {
            Lowers = [Layer("/l/3", 70_000), Layer("/l/2", 100_000), Layer("/l/1") with { IsIdmapped = true }],
        }).WithMode("always"));

        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([true, true, false]));
    }

    [Test]
    public void Layers_of_data_stay_unmapped() => Assert.That(
        Twin(With(Overlay with { DataLayers = [Layer("/d")] })).DataLayers,
        Is.EqualTo([new LayerUse(Layer("/d"), IsMapped: false)]));

    [Test]
    public void An_overlay_without_upper_layer_or_with_a_read_only_superblock_is_not_writable() => Assert.Multiple(() =>
    {
        Assert.That(Twin(With(Overlay with { Upper = null, WorkFolder = null })).IsWritable, Is.False);
        Assert.That(Twin(With(Overlay with { IsReadOnly = true })).IsWritable, Is.False);
    });

    [TestCase("auto")]
    [TestCase("always")]
    public void An_overlay_that_lies_on_the_one_it_replaced_is_left_alone(string mode) => Assert.That(
        (With(Overlay).WithOwner(100_000, 100_000).WithEntries(0).WithMode(mode) with
        {
            Mounts =
            [
                Containers.Mount(60, 1, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
                Containers.Mount(Containers.RootMountId, 60, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:71" },
            ],
        }).NothingToDo(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs covers another overlay at its place: it was recomposed already"));

    [Test]
    public void An_overlay_that_the_runtime_bound_onto_itself_is_recomposed() => Assert.That(
        Twin(With(Overlay with { Upper = Layer("/c/upper", 100_000) }).WithOwner(100_000, 100_000).WithEntries(0) with
        {
            Mounts =
            [
                Containers.Mount(60, 1, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
                Containers.Mount(Containers.RootMountId, 60, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
            ],
        }).Upper!.IsMapped,
        Is.False);

    private static LayerFacts Layer(string path, uint owner = 0, params uint[] entries) =>
        new(path, 1, 2, owner, owner, IsIdmapped: false, "ext4")
        {
            Entries = entries.Length == 0 ? Array.Empty<Owner>() : Array.ConvertAll(entries, id => new Owner(id, id)),
        };

    private static ContainerFacts With(OverlayFacts overlay) => Containers.Remappable with
    {
        Root = Containers.Remappable.Root with { FileSystemType = "overlay", Overlay = overlay },
    };

    private static RootTwin.Overlay Twin(ContainerFacts facts) => (RootTwin.Overlay)facts.Plan().Twin;
}
