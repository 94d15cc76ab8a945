using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Which volumes are replaced, and which mounts belong to them.</summary>
public sealed class VolumeTests
{
    private static readonly OciMount Asking = Volumes.Bind("/data", "idmap");
    private static readonly OciMount Recursive = Volumes.Bind("/data", "ridmap");

    [Test]
    public void The_rootfs_and_its_volumes_are_remapped_together()
    {
        var plan = (Volumes.Of((Asking, Volumes.At(70, "/data"))).WithMode("auto")).Plan();

        Assert.Multiple(() =>
        {
            Assert.That(plan.RootMountId, Is.EqualTo(65));
            Assert.That(plan.Volumes.Volumes.Single().MountId, Is.EqualTo(70));
        });
    }

    [Test]
    public void The_rootfs_stays_for_the_reason_that_it_has()
    {
        var decision = Planner.Decide(Volumes.Of((Asking, Volumes.At(70, "/data"))));

        Assert.That(decision, Is.InstanceOf<Decision.RemapVolumes>());
        Assert.That(
            ((Decision.RemapVolumes)decision).RootReason, Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));
    }

    [Test]
    public void Documents_alone_do_not_settle_a_container_that_asks() => Assert.That(
        Volumes.Of((Asking, Volumes.At(70, "/data"))).WithoutUserNamespace().NothingToDoByDocuments(), Is.Null);

    [Test]
    public void A_refused_rootfs_is_refused_with_its_volumes() => Assert.That(
        Volumes.Of((Asking, Volumes.At(70, "/data"))).WithMode("auto").WithOwner(4_000_000, 0).Refusal(),
        Does.StartWith("the rootfs belongs to uid 4000000"));

    [Test]
    public void A_volume_that_is_idmapped_is_left_alone() => Assert.That(
        Volumes.Of((Asking, Volumes.At(70, "/data", options: "rw,idmapped"))).NothingToDo(),
        Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));

    [Test]
    public void A_volume_that_is_idmapped_is_left_alone_whatever_its_maps() => Assert.That(
        Volumes.Of((Volumes.Bind("/data", "idmap=nonsense"), Volumes.At(70, "/data", options: "rw,idmapped"))).NothingToDo(),
        Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));

    [Test]
    public void Of_two_mounts_at_one_place_the_last_one_counts()
    {
        var facts = Volumes.Of(
            (Asking, Volumes.At(70, "/data")), (Volumes.Bind("/x/../data"), Volumes.At(71, "/data", parent: 70)));

        Assert.That(OnTop(facts, 71).NothingToDo(), Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));
    }

    [Test]
    public void The_one_on_top_is_planned_once()
    {
        var facts = Volumes.Of((Asking, Volumes.At(70, "/data")), (Recursive, Volumes.At(71, "/data", parent: 70)));

        Assert.That(
            OnTop(facts, 71).VolumesPlan().Volumes.Select(volume => (volume.MountId, volume.IsRecursive)),
            Is.EqualTo([(71, true)]));
    }

    [Test]
    public void A_volume_that_a_later_mount_hides_is_left_alone()
    {
        var facts = Volumes.Of(
            (Volumes.Bind("/srv/./data", "idmap"), Volumes.At(70, "/srv/data")), (Volumes.Bind("srv/"), Volumes.At(71, "/srv")));

        Assert.That(
            (facts
                with
            {
                Volumes =
                    [new VolumeFact(0, 71, IsMountRoot: false, ShowsSource: false), facts.Volumes[1]]
            }).NothingToDo(),
            Is.EqualTo("the annotation io.oci-idmap-hook.rootfs is never"));
    }

    [Test]
    public void A_destination_through_a_link_is_found_by_its_mount() => Assert.That(
        Volumes.Of((Volumes.Bind("/link/x", "idmap"), Volumes.At(70, "/real/x"))).VolumesPlan().Volumes.Single().RelativePath,
        Is.EqualTo("real/x"));

    [Test]
    public void Inner_volumes_come_first() => Assert.That(
        Volumes.Of(
            (Asking, Volumes.At(70, "/data")),
            (Volumes.Bind("/data/a/b", "idmap"), Volumes.At(71, "/data/a/b", parent: 70)),
            (Volumes.Bind("/data/a/b/c", "idmap"), Volumes.At(72, "/data/a/b/c", parent: 71)))
            .VolumesPlan().Volumes.Select(volume => volume.MountId),
        Is.EqualTo([72, 71, 70]));

    [Test]
    public void What_came_with_the_source_is_told_from_what_has_a_place_of_its_own()
    {
        var facts = Volumes.Of(
            (Recursive, Volumes.At(70, "/data")), (Volumes.Bind("/data/own"), Volumes.At(72, "/data/nested/own", parent: 71)))
            .WithMounts(Volumes.At(71, "/data/nested", parent: 70), Volumes.At(73, "/data/nested/own/more", parent: 72));

        var volume = facts.VolumesPlan().Volumes.Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                volume.SourceMounts.Select(mount => (mount.MountId, mount.PathInVolume)),
                Is.EqualTo([(70, ""), (71, "nested")]));
            Assert.That(
                volume.Submounts.Select(mount => (mount.MountId, mount.PathInVolume)), Is.EqualTo([(72, "nested/own")]));
            Assert.That(volume.IsShared, Is.False);
        });
    }

    [Test]
    public void A_volume_with_a_shared_mount_below_it_is_known() => Assert.That(
        Volumes.Of((Asking, Volumes.At(70, "/data")))
            .WithMounts(Volumes.At(71, "/data/nested", parent: 70) with { OptionalFields = "shared:5 master:1" })
            .VolumesPlan().Volumes.Single().IsShared,
        Is.True);

    [Test]
    public void Folders_that_the_init_holds_on_a_volume_are_re_pointed() => Assert.That(
        (Volumes.Of((Asking, Volumes.At(70, "/data")))
            .WithMounts(Volumes.At(71, "/else"), Volumes.At(72, "/data/n", parent: 70)) with
        {
            VolumeDescriptors =
            [
                new MountDescriptorFact(70, new DescriptorFact.Numbered(8, 0, "data", IsDirectory: true)),
                new MountDescriptorFact(71, new DescriptorFact.Numbered(9, 0, "else", IsDirectory: true)),
                new MountDescriptorFact(72, new DescriptorFact.WorkingDirectory("data/n/m")),
            ],
        }).VolumesPlan().ReopenedDescriptors,
        Is.EqualTo(new ReopenedDescriptor[]
        {
            new ReopenedDescriptor.Numbered(8, 0, "data"),
            new ReopenedDescriptor.WorkingDirectory("data/n/m"),
        }));

    [Test]
    public void A_file_that_is_open_as_a_place_alone_is_re_pointed() => Assert.That(
        (Volumes.Of((Asking, Volumes.At(70, "/data"))) with
        {
            VolumeDescriptors = [
                new MountDescriptorFact(
                    70, new DescriptorFact.Numbered(8, 0x200000, "data/f", IsDirectory: false) { IsPlaceOfFile = true })],
        }).VolumesPlan().ReopenedDescriptors,
        Is.EqualTo(new ReopenedDescriptor[] { new ReopenedDescriptor.Numbered(8, 0x200000, "data/f") { IsFile = true } }));

    private static ContainerFacts OnTop(ContainerFacts facts, int mountId) =>
        facts with { Volumes = [.. facts.Volumes.Select(volume => volume with { MountId = mountId })] };
}
