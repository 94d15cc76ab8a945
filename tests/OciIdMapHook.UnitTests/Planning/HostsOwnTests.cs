using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>The host's root folder is given to no container.</summary>
public sealed class HostsOwnTests
{
    private const string What =
        "; through the map the container's root would own the host's files; give the container a root filesystem of its own";

    private static readonly HostRootFacts Host =
        new() { Folders = [new FolderId(7, 2), new FolderId(8, 3)], LayersAround = ["/around"] };

    private static readonly ContainerFacts Own = Containers.Remappable with
    {
        Root = Containers.Remappable.Root with { Device = 8, Inode = 99 },
        Mounts =
            [Containers.Mount(1, 1, "/"),
                Containers.Mount(Containers.RootMountId, 1, Containers.RootPath) with { Root = "/images/a" }],
    };

    [Test]
    public void Another_folder_is_remapped() => Assert.That(Decide(Own), Is.InstanceOf<Decision.Remap>());

    [TestCase(7ul, 2ul)]
    [TestCase(8ul, 3ul, Description = "process 1's")]
    public void The_root_folder_itself_is_left_alone(ulong device, ulong inode) => Assert.That(
        LeftAlone(At(device, inode)),
        Is.EqualTo($"the rootfs {Containers.RootPath} is the root folder of the host itself{What}"));

    [TestCase(true)]
    [TestCase(false)]
    public void It_is_refused_to_always(bool isByAnnotation)
    {
        var policy = HostPolicy.Default with { Config = new HostConfig { Rootfs = RootfsMode.Always } };
        var refusal = (Decision.Refusal)(isByAnnotation ? Decide(At(7, 2).WithMode("always")) : Decide(At(7, 2), policy));

        Assert.That(refusal.Reason, Is.EqualTo(
            $"the rootfs {Containers.RootPath} is the root folder of the host itself{What}, or do not ask for it always"));
        Assert.That(refusal.Cause, Is.EqualTo(RefusalCause.Owner));
    }

    [Test]
    public void What_has_the_root_folder_in_it_is_left_alone()
    {
        var facts = Own with { Mounts = [Own.Mounts[0] with { Root = "/images/a/b" }, Own.Mounts[1]] };

        Assert.That(
            LeftAlone(facts), Is.EqualTo($"the rootfs {Containers.RootPath} has the root folder of the host in it{What}"));
    }

    [TestCase("/l", 2ul)]
    [TestCase("/around", 98ul)]
    public void An_overlay_with_a_layer_of_it_is_left_alone(string path, ulong inode) => Assert.That(
        LeftAlone(WithLayer(new LayerFacts(path, 7, inode, Owner.Root, IsIdmapped: false, "ext4"))),
        Is.EqualTo(
            $"the rootfs {Containers.RootPath} is an overlay, and its layer {path} is the root folder of the host itself or has "
            + $"it in it{What}"));

    [Test]
    public void A_layer_that_is_not_mapped_gives_nothing_away() => Assert.That(
        Decide(WithLayer(new LayerFacts("/l", 7, 2, new Owner(100_000, 100_000), IsIdmapped: true, "ext4"))),
        Is.InstanceOf<Decision.Remap>());

    [Test]
    public void Its_volumes_are_remapped_all_the_same()
    {
        var facts = Volumes.Of((Volumes.Bind("/data", "idmap"), Volumes.At(70, "/data") with { Device = "9:1" }))
            .WithMode("auto");

        var decision = (Decision.RemapVolumes)Decide(facts with { Root = At(7, 2).Root });

        Assert.That(decision.Plan.Volumes.Single().MountId, Is.EqualTo(70));
        Assert.That(decision.Plan.Warnings, Is.EqualTo([$"left as it is: {decision.RootReason}"]));
    }

    private static ContainerFacts WithLayer(LayerFacts layer) => Own with
    {
        Root = Own.Root with
        {
            FileSystemType = "overlay",
            Overlay = new OverlayFacts.Found
            {
                Lowers = [layer],
                Upper = new LayerFacts("/upper", 9, 9, Owner.Root, IsIdmapped: false, "ext4"),
                WorkFolder = new LayerFacts("/work", 9, 10, Owner.Root, IsIdmapped: false, "ext4"),
            },
        },
    };

    private static ContainerFacts At(ulong device, ulong inode) =>
        Own with { Root = Own.Root with { Device = device, Inode = inode } };

    private static string LeftAlone(ContainerFacts facts) => ((Decision.LeftAlone)Decide(facts)).Reason;

    private static Decision Decide(ContainerFacts facts, HostPolicy? policy = null) =>
        Planner.SpareTheHost((Decision.Remap)Planner.Decide(facts, policy), facts, Host, policy);
}
