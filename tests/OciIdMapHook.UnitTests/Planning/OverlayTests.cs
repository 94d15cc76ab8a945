using OciIdMapHook.Documents;
using OciIdMapHook.Planning;
using static OciIdMapHook.UnitTests.Planning.Overlays;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class OverlayTests
{
    [Test]
    public void Every_layer_of_the_container_s_ids_is_mapped_and_the_options_stay()
    {
        var replacement = Replacement(With(Overlay));

        Assert.Multiple(() =>
        {
            Assert.That(
                replacement.Lowers.Select(use => (use.Layer.Path, use.IsMapped)),
                Is.EqualTo([("/l/2", true), ("/l/1", true)]));
            Assert.That(replacement.Upper, Is.EqualTo(new LayerUse(Layer("/c/upper"), IsMapped: true)));
            Assert.That(replacement.WorkFolder, Is.EqualTo(new LayerUse(Layer("/c/work"), IsMapped: true)));
            Assert.That(replacement.Options, Is.EqualTo(Overlay.Options));
            Assert.That(replacement.MountOptions, Is.EqualTo("rw"));
            Assert.That(replacement.IsWritable, Is.True);
        });
    }

    [Test]
    public void A_root_that_is_no_overlay_is_copied() =>
        Assert.That(Containers.Remappable.Plan().Replacement, Is.EqualTo(new ReplacementRoot.IdmappedClone()));

    [Test]
    public void A_shifted_upper_layer_over_unshifted_ones_stays_unmapped_with_its_work_folder()
    {
        var replacement = Replacement(With(Overlay with
        {
            Upper = Layer("/c/upper", 100_000),
            WorkFolder = Layer("/c/work"),
        }).WithOwner(100_000, 100_000).WithEntries(0, 0));

        Assert.That(replacement.Upper!.IsMapped, Is.False);
        Assert.That(replacement.WorkFolder!.IsMapped, Is.False);
        Assert.That(replacement.Lowers.Select(use => use.IsMapped), Is.EqualTo([true, true]));
    }

    [Test]
    public void An_unshifted_upper_layer_over_shifted_and_idmapped_ones_is_mapped_alone()
    {
        var replacement = Replacement(
            With(Overlay with { Lowers = [Layer("/l/2", 100_000), Layer("/l/1", 100_000) with { IsIdmapped = true }] }));

        Assert.That(replacement.Upper!.IsMapped, Is.True);
        Assert.That(replacement.Lowers.Select(use => use.IsMapped), Is.EqualTo([false, false]));
    }

    [Test]
    public void A_layer_is_never_mapped_for_its_own_root_folder_where_shifted_things_lie_in_it()
    {
        var replacement = Replacement(With(Overlay with
        {
            Lowers = [Layer("/l/chowned", 0, 100_000, 100_033), Layer("/l/1", 100_000, 0)],
            Upper = Layer("/c/upper", 100_000),
        }).WithOwner(100_000, 100_000).WithEntries(0, 0, 100_000));

        Assert.That(replacement.Lowers.Select(use => use.IsMapped), Is.EqualTo([false, true]));
        Assert.That(replacement.KeepsOwners);
    }

    [TestCase(new uint[] { 0 })]
    [TestCase(new uint[] { 0, 100_000 })]
    public void An_upper_layer_whose_folder_an_engine_has_shifted_stays_unmapped_whatever_was_copied_up(uint[] copiedUp) =>
        Assert.That(
        Replacement(
            With(Overlay with { Upper = Layer("/c/upper", 100_000, copiedUp) }).WithOwner(100_000, 100_000)
            .WithEntries(0, 0)).Upper!.IsMapped,
        Is.False);

    [Test]
    public void A_layer_of_both_kinds_is_refused() => Assert.That(
        With(Overlay with { Lowers = [Layer("/l/2", 0, 0, 0, 100_000)] }).WithEntries(0, 0, 100_000).Refusal(),
        Is.EqualTo(
            "the rootfs is an overlay whose lower layer /l/2 holds files of the container's ids and others that are shifted "
            + "already (2 and 1 of those directly in it), so that either would be nobody's; chown -R it to 0:0, or to "
            + "100000:100000 to have it left alone"));

    [Test]
    public void A_layer_that_another_map_shows_gets_the_container_s_map()
    {
        var other = Layer("/l/1", 200_000, 200_000) with { IsIdmapped = true };

        Assert.Multiple(() =>
        {
            Assert.That(
                Replacement(With(Overlay with { Lowers = [other] }).WithEntries(200_000)).Lowers,
                Is.EqualTo([new LayerUse(other, IsMapped: true)]));
            Assert.That(
                Replacement(With(Overlay with { Lowers = [other], Upper = null }).WithOwner(200_000, 200_000))
                    .Lowers[0].IsMapped);
        });
    }

    [Test]
    public void A_root_of_neither_s_ids_without_such_a_layer_is_refused() => Assert.That(
        With(Overlay).WithOwner(70_000, 70_000).Refusal(),
        Does.StartWith(
            "the rootfs belongs to uid 70000 and gid 70000, which are neither both container ids nor both host ids of the maps"));

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
                Is.EqualTo(
                    $"the container's {kind} 0 is mapped to no host id by 1000:100000:1 (container id:host id:size), but the "
                    + "rootfs is an overlay that must be made anew of idmapped layers, and the kernel works in its upper layer "
                    + $"as the container's root; add a range with container id 0 to linux.{kind}Mappings, or mount it without an "
                    + "upper layer"));
            Assert.That(
                (facts with { Root = facts.Root with { Overlay = layered with { Upper = null } } }).Plan().Replacement,
                Is.InstanceOf<ReplacementRoot.Overlay>());
        });
    }

    [TestCase("lower")]
    [TestCase("upper")]
    public void A_layer_of_neither_s_ids_is_refused_with_the_ways_out(string kind)
    {
        var odd = Layer("/odd", 70_000);

        Assert.That(
            With(kind == "lower" ? Overlay with { Lowers = [Layer("/l/2"), odd] } : Overlay with { Upper = odd }).Refusal(),
            Is.EqualTo(
                $"the rootfs is an overlay whose {kind} layer /odd belongs to uid 70000 and gid 70000, which are neither both "
                + "container ids nor both host ids of the maps uid 0:100000:65536 and gid 0:100000:65536 (container id:host "
                + "id:size): the uid is neither, the gid neither; chown -R it to 0:0, or to 100000:100000 to have it left alone, "
                + "or set the annotation io.oci-idmap-hook.rootfs to always (remap it) or never (leave it alone)"));
    }

    [Test]
    public void Always_maps_every_layer_that_is_not_idmapped()
    {
        var replacement = Replacement(With(Overlay with
        {
            Lowers = [Layer("/l/3", 70_000), Layer("/l/2", 100_000), Layer("/l/1") with { IsIdmapped = true }],
        }).WithMode("always"));

        Assert.That(replacement.Lowers.Select(use => use.IsMapped), Is.EqualTo([true, true, false]));
    }

    [Test]
    public void Folders_can_be_told_by_their_inode_numbers_where_all_layers_are_on_one_file_system() => Assert.Multiple(() =>
    {
        var other = Layer("/d") with { Device = 9 };
        Assert.That(Replacement(With(Overlay)).IsOnOneFileSystem, Is.True);
        Assert.That(Replacement(With(Overlay with { Upper = null, WorkFolder = null })).IsOnOneFileSystem, Is.True);
        Assert.That(Replacement(With(Overlay with { Upper = other })).IsOnOneFileSystem, Is.False);
        Assert.That(Replacement(With(Overlay with { Lowers = [Layer("/l"), other] })).IsOnOneFileSystem, Is.False);
        Assert.That(
            Replacement(With(Overlay with { DataLayers = [Layer("/l")] })).IsOnOneFileSystem,
            Is.False,
            "Which of them is on which?");
    });

    [Test]
    public void Layers_of_data_stay_unmapped() => Assert.That(
        Replacement(With(Overlay with { DataLayers = [Layer("/d")] })).DataLayers,
        Is.EqualTo([new LayerUse(Layer("/d"), IsMapped: false)]));

    [Test]
    public void An_overlay_without_upper_layer_or_with_a_read_only_superblock_is_not_writable() => Assert.Multiple(() =>
    {
        Assert.That(Replacement(With(Overlay with { Upper = null, WorkFolder = null })).IsWritable, Is.False);
        Assert.That(Replacement(With(Overlay with { IsReadOnly = true })).IsWritable, Is.False);
    });

    [Test]
    public void An_overlay_that_the_runtime_bound_onto_itself_is_recomposed() => Assert.That(
        Replacement(With(Overlay with { Upper = Layer("/c/upper", 100_000) }).WithOwner(100_000, 100_000).WithEntries(0) with
        {
            Mounts =
            [
                Containers.Mount(60, 1, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
                Containers.Mount(
                    Containers.RootMountId, 60, Containers.RootPath) with { FileSystemType = "overlay", Device = "0:70" },
            ],
        }).Upper!.IsMapped,
        Is.False);
}
