using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class VolumeRefusalTests
{
    private const string Before = "the volume /data is to be idmapped, but ";

    private static readonly OciMount Asking = Volumes.Bind("/data", "idmap");
    private static readonly OciMount Recursive = Volumes.Bind("/data", "ridmap");

    [Test]
    public void One_that_may_be_mounted_somewhere_else() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/else"))) with { Volumes = [Missing] },
        "nothing is mounted there, and it may be mount 70 at /var/lib/demo/rootfs/else; take that place for its destination");

    [Test]
    public void One_over_the_whole_rootfs() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(Containers.RootMountId, ""))), "it is mounted over the whole rootfs; make it root.path");

    [Test]
    public void One_that_the_mount_table_lacks() => AssertRefused(
        Volumes.Of(
            (Asking, Volumes.At(70, "/data"))) with
        { Volumes = [new VolumeFact(0, 99, IsMountRoot: true, ShowsSource: true)] },
        "it is mount 99, which the container's mount table does not have; something else changed the mounts meanwhile: create "
            + "the container again");

    [Test]
    public void One_whose_destination_leads_to_another_mount() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/else"))) with
        {
            Volumes = [new VolumeFact(0, 70, IsMountRoot: true, ShowsSource: false)],
        },
        "what is mounted there is not its source /srv; a link of the image leads there through what was mounted later: take the "
            + "place that it leads to for destination");

    [Test]
    public void One_on_a_folder_that_is_unlinked() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/data//deleted"))),
        "mount 70 (tmpfs) at /var/lib/demo/rootfs/data//deleted is on a folder that is unlinked, so that it has no place on the "
            + "remounted rootfs; see what removed the folder while the container was being created");

    [Test]
    public void One_with_an_unbindable_mount_below_it() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/data")))
            .WithMounts(Volumes.At(71, "/data/n", parent: 70) with { OptionalFields = "unbindable" }),
        "mount 71 (tmpfs) at /var/lib/demo/rootfs/data/n is unbindable and cannot be copied; take the option unbindable away");

    [Test]
    public void One_whose_source_is_idmapped_with_mounts_below_it() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/data", options: "rw,idmapped")))
        .WithMounts(Volumes.At(71, "/data/n", parent: 70)) with
        {
            Volumes = [new VolumeFact(0, 70, IsMountRoot: true, ShowsSource: true) { HasMapOfSource = true }],
        },
        "its source is idmapped already, and mount 71 (tmpfs) at /var/lib/demo/rootfs/data/n lies below it; take the option "
            + "ridmap in place of idmap, or a source that is not idmapped");

    [Test]
    public void A_recursive_one_that_is_shared_and_has_another_volume_below_it() => AssertRefused(
        Volumes.Of(
            (Recursive, Volumes.At(70, "/data") with { OptionalFields = "shared:7" }),
            (Volumes.Bind("/data/own"), Volumes.At(71, "/data/own", parent: 70))),
        "mount 70 (tmpfs) at /var/lib/demo/rootfs/data is shared with the host, which would see how the volumes below it are set "
            + "aside; take the option shared away, or idmap in place of ridmap");

    [Test]
    public void A_recursive_one_with_stacked_volumes_below_it() => AssertRefused(
        Volumes.Of(
            (Recursive, Volumes.At(70, "/data")), (Volumes.Bind("/data/own"), Volumes.At(71, "/data/own", parent: 70)))
            .WithMounts(Volumes.At(72, "/data/own", parent: 71)),
        "mount 71 (tmpfs) at /var/lib/demo/rootfs/data/own, a volume below it, is not alone at its place; leave out what is "
            + "mounted under or over it, or take the option idmap in place of ridmap");

    [Test]
    public void One_with_a_mount_on_it_whose_path_is_of_another_moment() => AssertRefused(
        Volumes.Of((Asking, Volumes.At(70, "/p/data"))).WithMounts(Volumes.At(71, "/q/data/n", parent: 70)),
        "mount 71 (tmpfs) at /var/lib/demo/rootfs/q/data/n lies on mount 70 (tmpfs) at /var/lib/demo/rootfs/p/data and not "
            + "within it by its path; the mount table changed while it was read: create the container again");

    [Test]
    public void One_on_which_the_init_holds_a_folder_whose_path_is_of_another_moment() => Assert.That(
        (Volumes.Of((Asking, Volumes.At(70, "/p/data"))) with
        {
            VolumeDescriptors = [new MountDescriptorFact(70, new DescriptorFact.Numbered(5, 0, "q/data", IsDirectory: true))],
        }).Refusal(),
        Is.EqualTo("the container's init holds descriptor 5 on q/data in the rootfs, which is not within its mount at "
            + "/var/lib/demo/rootfs/p/data by its path; folders of the rootfs were renamed meanwhile: create the container "
            + "again"));

    [Test]
    public void One_on_which_the_init_holds_a_file() => Assert.That(
        (Volumes.Of((Asking, Volumes.At(70, "/data"))) with
        {
            VolumeDescriptors = [new MountDescriptorFact(70, new DescriptorFact.Numbered(5, 0, "data/f", IsDirectory: false))],
        }).Refusal(),
        Is.EqualTo(
            "the container's init holds descriptor 5 open on data/f in the rootfs, which is no folder and would stay on the "
            + "old rootfs; keep the runtime from passing files of the rootfs on"));

    [Test]
    public void One_on_which_the_init_holds_what_another_mount_hides() => Assert.That(
        (Volumes.Of((Asking, Volumes.At(70, "/data"))).WithMounts(Volumes.At(71, "/data/n", parent: 70)) with
        {
            VolumeDescriptors = [new MountDescriptorFact(70, new DescriptorFact.Numbered(5, 0, "data/n/m", IsDirectory: true))],
        }).Refusal(),
        Is.EqualTo("the container's init holds descriptor 5 on data/n/m in the rootfs, which mount 71 at "
            + "/var/lib/demo/rootfs/data/n now hides, so that it cannot be opened again on the remounted rootfs; keep the "
            + "runtime from opening what it mounts over"));

    [Test]
    public void All_of_them_in_the_hook_s_mount_namespace()
    {
        var facts = Volumes.Of((Asking, Volumes.At(70, "/data")));

        Assert.That(
            (facts with { Init = facts.Init with { SharesHookMountNamespace = true } }).Refusal(),
            Does.StartWith("the container's init is in the hook's own mount namespace"));
    }

    private static VolumeFact Missing =>
        new(0, Containers.RootMountId, IsMountRoot: false, ShowsSource: false) { SourceDevice = "8:1" };

    private static void AssertRefused(ContainerFacts facts, string reason) =>
        Assert.That(facts.Refusal(), Is.EqualTo(Before + reason));
}
