using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>What a container starts with in the same way without the hook keeps it from starting with it neither.</summary>
public sealed class VolumeLeftAloneTests
{
    private const string Before = "the volume /data asks to be idmapped and is left as it is: ";
    private const string NoBind =
        "it is a new tmpfs and no bind mount, whose files belong to the container anyway; take its mappings and its option idmap "
        + "away";

    private static readonly OciMount Asking = Volumes.Bind("/data", "idmap");
    private static readonly OciMount Tmpfs =
        new()
        {
            Destination = "/data",
            Type = "tmpfs",
            Source = "tmpfs",
            UidMappings = Volumes.Mappings,
            GidMappings = Volumes.Mappings
        };

    [Test]
    public void One_that_is_no_bind_mount() => AssertLeft(Volumes.Of((Tmpfs, Volumes.At(70, "/data"))), NoBind);

    [Test]
    public void One_that_is_no_bind_mount_and_not_found() =>
        AssertLeft(Volumes.Of((Tmpfs, Volumes.At(70, "/data"))) with { Volumes = [] }, NoBind);

    [Test]
    public void One_that_is_no_bind_mount_beside_a_rootfs_that_is_remapped() => Assert.That(
        Volumes.Of((Tmpfs, Volumes.At(70, "/data"))).WithMode("auto").Plan().Warnings, Is.EqualTo([Before + NoBind]));

    [Test]
    public void One_that_is_no_bind_mount_beside_one_that_is()
    {
        var plan = Volumes.Of((Tmpfs, Volumes.At(70, "/data")), (Volumes.Bind("/b", "idmap"), Volumes.At(71, "/b")))
            .VolumesPlan();

        Assert.That(plan.Volumes.Single().MountId, Is.EqualTo(71));
        Assert.That(plan.Warnings, Is.EqualTo([Before + NoBind]));
    }

    [Test]
    public void One_that_is_not_mounted() => AssertLeft(
        Volumes.Of((Asking, Volumes.At(70, "/data") with { Device = "9:9" })) with
        {
            Volumes =
                [new VolumeFact(0, Containers.RootMountId, IsMountRoot: false, ShowsSource: false) { SourceDevice = "8:1" }],
        },
        "nothing is mounted there: the runtime has not mounted it, or something lies over it");

    [Test]
    public void One_that_a_later_mount_covers_through_a_link()
    {
        var facts = Volumes.Of(
            (Volumes.Bind("/link/data", "idmap"), Volumes.At(70, "/real/data")),
            (Volumes.Bind("/real"), Volumes.At(71, "/real")));

        Assert.That(
            (facts
                with
            {
                Volumes =
                    [new VolumeFact(0, 71, IsMountRoot: false, ShowsSource: false) { SourceDevice = "8:1" }, facts.Volumes[1]]
            })
                .NothingToDo(),
            Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));
    }

    [Test]
    public void One_whose_place_shows_another_volume() => AssertLeft(
        Volumes.Of((Volumes.Bind("/other"), Volumes.At(70, "/other")), (Asking, Volumes.At(71, "/data"))) with
        {
            Volumes =
                [new VolumeFact(0, 70, IsMountRoot: true, ShowsSource: true),
                    new VolumeFact(1, 70, IsMountRoot: true, ShowsSource: false)],
        },
        "another of the volumes is found there and not its source /srv; a link of the image leads there through what was mounted "
            + "later: take the place that it leads to for destination");

    [Test]
    public void One_that_the_runtime_has_idmapped_over_the_whole_rootfs() => Assert.That(
        Volumes.Of((Asking, Volumes.At(70, "", parent: Containers.RootMountId, options: "rw,idmapped"))).NothingToDo(),
        Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));

    [Test]
    public void One_without_maps_in_a_container_without_a_user_namespace()
    {
        var facts = Volumes.Of((Asking, Volumes.At(70, "/data"))).WithoutUserNamespace();

        Assert.That(((Decision.LeftAlone)Planner.Decide(facts)).Reason, Does.StartWith(
            Before + "the container has no user namespace whose maps it could take, and its ids are the host's; give it"));
    }

    [Test]
    public void A_map_that_came_with_the_source_is_replaced()
    {
        var plan = (Volumes.Of((Asking, Volumes.At(70, "/data", options: "rw,idmapped"))) with
        {
            Volumes = [new VolumeFact(0, 70, IsMountRoot: true, ShowsSource: true) { HasMapOfSource = true }],
        }).VolumesPlan();

        Assert.That(plan.Volumes.Single().ReplacesMap, Is.True);
    }

    [Test]
    public void Maps_below_the_source_are_replaced_recursively() => Assert.That(
        Volumes.Of((Volumes.Bind("/data", "ridmap"), Volumes.At(70, "/data")))
            .WithMounts(Volumes.At(71, "/data/n", parent: 70, options: "rw,idmapped")).VolumesPlan().Volumes.Single().ReplacesMap,
        Is.True);

    private static void AssertLeft(ContainerFacts facts, string reason) => Assert.That(
        ((Decision.LeftAlone)Planner.Decide(facts)).Reason,
        Is.EqualTo($"{Before}{reason}; the rootfs stays as it is: the annotation io.oci-idmap-hook.rootfs is never"));
}
