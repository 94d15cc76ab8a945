using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Volumes on a host that has file systems skipped which cannot be idmapped.</summary>
public sealed class SkippedVolumeTests
{
    private const string Because = "because unsupportedFileSystem is skip in /etc/c.json";

    private static readonly HostPolicy Skipping =
        new(new HostConfig { UnsupportedFileSystem = UnsupportedFileSystem.Skip }, "/etc/c.json");

    private static readonly ContainerFacts Two = Volumes.Of(
        (Volumes.Bind("/data", "idmap"), Volumes.At(70, "/data")), (Volumes.Bind("/mnt", "idmap"), Volumes.At(71, "/mnt"))) with
    {
        VolumeDescriptors = [.. new[] { (70, "data"), (71, "mnt") }.Select((mount, number) =>
            new MountDescriptorFact(mount.Item1, new DescriptorFact.Numbered(number, 0, mount.Item2, IsDirectory: true)))],
    };

    [Test]
    public void One_that_the_kernel_does_not_idmap_is_left_out_with_what_the_init_holds_on_it()
    {
        var plan = ((Decision.RemapVolumes)Planner.Decide(Two, Skipping)).Plan;
        var left = plan.Without(plan.Volumes.Single(volume => volume.RelativePath == "data"), "it cannot be done");

        Assert.That(left.Volumes.Select(volume => volume.RelativePath), Is.EqualTo(["mnt"]));
        Assert.That(left.ReopenedDescriptors.Select(one => one.RelativePath), Is.EqualTo(["mnt"]));
        Assert.That(left.Warnings, Is.EqualTo([$"it cannot be done; the volume stays as the runtime mounted it, {Because}"]));
    }

    [Test]
    public void Without_any_left_the_container_is_left_as_it_is()
    {
        var plan = ((Decision.RemapVolumes)Planner.Decide(Two, Skipping)).Plan;

        Assert.That(
            Planner.DecideOnVolumes(plan.Volumes.Aggregate(plan, (left, volume) => left.Without(volume, "no")), "why not"),
            Is.EqualTo(
                new Decision.LeftAlone(
                    $"no; the volume stays as the runtime mounted it, {Because}; no; the volume stays as the runtime "
                + $"mounted it, {Because}; the rootfs stays as it is: why not")));
    }

    [Test]
    public void Nothing_is_left_out_by_default() =>
        Assert.That(Two.VolumesPlan().BecauseOfSkip, Is.Null);

    [Test]
    public void A_rootfs_that_is_skipped_does_not_keep_volumes_from_being_idmapped()
    {
        var facts = Two with
        {
            Root = Two.Root
            with
            { FileSystemType = "overlay", Overlay = new OverlayFacts.Missing("the rootfs is only its folder /a") },
        };

        var decision = (Decision.RemapVolumes)Planner.Decide(facts.WithMode("auto"), Skipping);

        Assert.That(decision.Plan.Volumes, Has.Count.EqualTo(2));
        Assert.That(decision.RootReason, Does.Contain("is only its folder /a").And.EndsWith(Because));
    }
}
