using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class RootDecisionTests
{
    [Test]
    public void A_root_that_belongs_to_the_container_s_root_is_remapped()
    {
        var plan = Containers.Remappable.Plan();

        Assert.Multiple(() =>
        {
            Assert.That(plan.Maps.Uids.ToString(), Is.EqualTo("0:100000:65536"));
            Assert.That(plan.Maps.Gids, Is.EqualTo(plan.Maps.Uids));
            Assert.That(plan.RootPath, Is.EqualTo("/var/lib/demo/rootfs"));
            Assert.That(plan.RootMountId, Is.EqualTo(65));
            Assert.That(plan.Submounts, Is.Empty);
            Assert.That(plan.ReopenedDescriptors, Is.Empty);
        });
    }

    [Test]
    public void An_init_in_the_hook_s_mount_namespace_is_refused() => Assert.That(
        (Containers.Remappable with
        {
            Init = Containers.Remappable.Init with { SharesHookMountNamespace = true },
        }).Refusal(),
        Is.EqualTo("the container's init is in the hook's own mount namespace, where remounting /var/lib/demo/rootfs would "
            + "change that folder of the host; add a namespace of type mount to linux.namespaces"));

    [Test]
    public void A_joined_mount_namespace_is_refused() => Assert.That(
        Containers.Remappable.With(Containers.Linux with
        {
            Namespaces = [Containers.NewUser, new OciNamespace { Type = "mount", Path = "/proc/7/ns/mnt" }],
        }).Refusal(),
        Is.EqualTo("the container joins the mount namespace /proc/7/ns/mnt, where remounting the rootfs would change it for "
            + "all who are in it; give the container a mount namespace of its own (no path in linux.namespaces)"));

    [Test]
    public void A_root_that_is_no_mount_point_is_refused() => Assert.That(
        (Containers.Remappable with { Root = Containers.Remappable.Root with { IsMountPoint = false } }).Refusal(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs is not a mount point in the container's mount namespace, so that nothing "
            + "can take its place; run the hook at the stage createRuntime or prestart, when the runtime has mounted the "
            + "rootfs"));

    [Test]
    public void A_root_whose_mount_is_not_in_the_table_is_refused() => Assert.That(
        (Containers.Remappable with { Mounts = [] }).Refusal(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs is on mount 65, which the container's mount table does not have; "
            + "something else changed the mounts meanwhile: create the container again"));

    [Test]
    public void A_root_that_is_idmapped_is_left_alone_whatever_pins_it() => Assert.That(
        (Containers.Remappable.WithOwner(100_000, 100_000) with
        {
            Mounts = [Containers.Mount(65, 1, Containers.RootPath, "rw,idmapped")],
            Descriptors = [new DescriptorFact.RootDirectory("")],
        }).NothingToDo(),
        Is.EqualTo("the rootfs /var/lib/demo/rootfs is an idmapped mount already"));

    [TestCase(100_000u, 100_000u)]
    [TestCase(165_535u, 100_001u)]
    public void A_root_that_is_shifted_already_is_left_alone(uint uid, uint gid) => Assert.That(
        Containers.Remappable.WithOwner(uid, gid).NothingToDo(),
        Is.EqualTo($"the rootfs belongs to {uid}:{gid}, which is in the host ranges of the maps: it is shifted already"));

    [TestCase(0u, 0u)]
    [TestCase(1000u, 65_535u)]
    public void A_root_that_belongs_to_ids_of_the_container_is_remapped(uint uid, uint gid) =>
        Assert.That(Containers.Remappable.WithOwner(uid, gid).Plan().RootMountId, Is.EqualTo(65));

    [TestCase(0u, 100_000u, "the uid is a container id, the gid a host id")]
    [TestCase(100_000u, 0u, "the uid is a host id, the gid a container id")]
    [TestCase(70_000u, 70_000u, "the uid is neither, the gid neither")]
    [TestCase(0u, 65_536u, "the uid is a container id, the gid neither")]
    public void A_root_that_belongs_to_neither_is_refused_with_the_half_that_is_missing_and_the_ways_out(
        uint uid, uint gid, string halves) =>
        Assert.That(
            Containers.Remappable.WithOwner(uid, gid).Refusal(),
            Is.EqualTo(
                $"the rootfs belongs to uid {uid} and gid {gid}, which are neither both container ids nor both host ids of the "
                + $"maps uid 0:100000:65536 and gid 0:100000:65536 (container id:host id:size): {halves}; chown -R it to 0:0, or "
                + "to 100000:100000 to have it left alone, or set the annotation io.oci-idmap-hook.rootfs to always (remap it) "
                + "or never (leave it alone)"));

    [Test]
    public void A_path_with_a_line_feed_still_makes_one_line() => Assert.That(
        (Containers.Remappable with
        {
            Root = Containers.Remappable.Root with { Path = "/a\nb", IsMountPoint = false },
        }).Refusal(),
        Does.StartWith("the rootfs /a\\u000ab is not a mount point"));
}
