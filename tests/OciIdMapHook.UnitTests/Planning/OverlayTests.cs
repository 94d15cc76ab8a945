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
        }).WithOwner(100_000, 100_000));

        Assert.That(twin.Upper!.IsMapped, Is.False);
        Assert.That(twin.WorkFolder!.IsMapped, Is.False);
        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([true, true]));
    }

    [Test]
    public void An_unshifted_upper_layer_over_shifted_and_idmapped_ones_is_mapped_alone()
    {
        var twin = Twin(With(Overlay with { Lowers = [Layer("/l/2", 100_000), Layer("/l/1") with { IsIdmapped = true }] }));

        Assert.That(twin.Upper!.IsMapped, Is.True);
        Assert.That(twin.Lowers.Select(use => use.IsMapped), Is.EqualTo([false, false]));
    }

    [Test]
    public void Layers_that_are_all_shifted_or_idmapped_are_left_alone() => Assert.That(
        With(Overlay with
        {
            Lowers = [Layer("/l/2", 100_000), Layer("/l/1") with { IsIdmapped = true }],
            Upper = Layer("/c/upper", 100_007),
        }).WithOwner(100_007, 100_007).NothingToDo(),
        Is.EqualTo("every layer of the rootfs, which is an overlay, is shifted or idmapped already"));

    [Test]
    public void A_shifted_root_whose_layers_are_gone_is_left_alone() => Assert.That(
        With(new OverlayFacts.Missing("its lower layer /tmp/1 is not there")).WithOwner(100_000, 100_000).NothingToDo(),
        Is.EqualTo("the rootfs belongs to 100000:100000, which is in the host ranges of the maps: its layers were shifted or idmapped "
            + "already"));

    [Test]
    public void An_unshifted_root_whose_layers_are_gone_is_refused() => Assert.That(
        With(new OverlayFacts.Missing("its lower layer /tmp/1 is not there")).Refusal(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs is an overlay whose layers must be idmapped, and its lower layer /tmp/1 is not "
            + "there"));

    [TestCase("lower")]
    [TestCase("upper")]
    public void A_layer_of_neither_s_ids_is_refused_with_the_ways_out(string kind)
    {
        var odd = Layer("/odd", 70_000);

        Assert.That(
            With(kind == "lower" ? Overlay with { Lowers = [Layer("/l/2"), odd] } : Overlay with { Upper = odd }).Refusal(),
            Is.EqualTo($"the rootfs is an overlay whose {kind} layer /odd belongs to uid 70000 and gid 70000, which are neither both "
                + "container ids nor both host ids of the maps uid 0:100000:65536 and gid 0:100000:65536 (container id:host id:size); "
                + "chown it to 0:0, or set the annotation io.oci-idmap-hook.rootfs to always (remap it) or never (leave it alone)"));
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
        (With(Overlay).WithOwner(100_000, 100_000).WithMode(mode) with
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
        Twin(With(Overlay with { Upper = Layer("/c/upper", 100_000) }).WithOwner(100_000, 100_000) with
        {
            Mounts =
            [
                Containers.Mount(60, 1, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
                Containers.Mount(Containers.RootMountId, 60, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
            ],
        }).Upper!.IsMapped,
        Is.False);

    private static LayerFacts Layer(string path, uint owner = 0) => new(path, 1, 2, owner, owner, IsIdmapped: false, "ext4");

    private static ContainerFacts With(OverlayFacts overlay) => Containers.Remappable with
    {
        Root = Containers.Remappable.Root with { FileSystemType = "overlay", Overlay = overlay },
    };

    private static RootTwin.Overlay Twin(ContainerFacts facts) => (RootTwin.Overlay)facts.Plan().Twin;
}
