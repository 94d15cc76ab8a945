using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class SubmountTests
{
    [Test]
    public void Children_are_moved_in_table_order_and_grandchildren_come_along() => AssertMoves(
        [
            On(Root, 70, "/proc"),
            On(Root, 71, "/dev"),
            On(71, 72, "/dev/pts"),
            On(Root, 73, "/a b/c"),
        ],
        "70 proc []", "71 dev []", "73 a b/c []");

    [Test]
    public void A_child_is_known_by_its_parent_not_by_its_path() => AssertMoves(
        [On(1, 70, "/proc"), Containers.Mount(71, 1, Containers.RootPath + "2/dev"), On(Root, 72, "/dev")],
        "72 dev []");

    [Test]
    public void A_stack_is_told_from_the_bottom_to_the_top() => AssertMoves(
        [On(72, 73, "/dev"), On(Root, 71, "/dev"), On(71, 72, "/dev"), On(71, 74, "/dev/pts"), On(72, 75, "/dev/shm")],
        "71 dev [72 73]");

    [Test]
    public void A_root_mount_over_another_on_the_same_path_keeps_its_own_children()
    {
        var facts = Containers.Remappable with
        {
            Root = Containers.Remappable.Root with { MountId = 80 },
            Mounts =
            [
                On(80, 77, "/etc/hosts"),
                Containers.Mount(65, 1, Containers.RootPath),
                Containers.Mount(80, 65, Containers.RootPath),
            ],
        };

        Assert.That(facts.Plan().Submounts.Select(move => move.MountId), Is.EqualTo([77]));
    }

    [Test]
    public void A_rootfs_at_the_very_top_has_submounts() => Assert.That(
        (Containers.Remappable with
        {
            Root = Containers.Remappable.Root with { Path = "/" },
            Mounts = [Containers.Mount(65, 65, "/"), Containers.Mount(70, 65, "/proc")],
        }).Plan().Submounts[0].RelativePath,
        Is.EqualTo("proc"));

    [Test]
    public void A_mount_on_an_unlinked_folder_is_refused() => AssertRefused(
        [On(Root, 70, "/data//deleted")],
        "mount 70 (tmpfs) at /var/lib/demo/rootfs/data//deleted is on a folder that is unlinked, so that it has no place on "
            + "the remounted rootfs; see what removed the folder while the container was being created");

    [TestCase("/elsewhere")]
    [TestCase("/var/lib/demo/rootfs")]
    [TestCase("/var/lib/demo/rootfs/")]
    [TestCase("/var/lib/demo/rootfs2/dev")]
    public void A_child_that_is_not_below_the_root_is_refused(string mountPoint) => AssertRefused(
        [Containers.Mount(70, Root, mountPoint)],
        $"mount 70 (tmpfs) at {mountPoint} is mounted on the rootfs but not below /var/lib/demo/rootfs; something else "
            + "changed the mounts meanwhile: create the container again");

    [Test]
    public void A_path_that_is_no_UTF_8_is_refused() => AssertRefused(
        [On(Root, 70, "/\ufffd") with { HasUndecodablePath = true }],
        "mount 70 (tmpfs) at /var/lib/demo/rootfs/\ufffd has a path that is not valid UTF-8 and cannot be named safely; "
            + "rename the folder");

    [Test]
    public void Two_children_at_one_place_are_refused() => AssertRefused(
        [On(Root, 70, "/dev"), On(Root, 71, "/dev")],
        "mount 71 (tmpfs) at /var/lib/demo/rootfs/dev is not the only mount there whose parent is mount 65, so that it cannot "
            + "be told which one is seen; the mount table changed while it was read: create the container again");

    [Test]
    public void Two_mounts_on_one_of_a_stack_are_refused() => AssertRefused(
        [On(Root, 70, "/dev"), On(70, 71, "/dev"), On(70, 72, "/dev")],
        "mount 72 (tmpfs) at /var/lib/demo/rootfs/dev is not the only mount there whose parent is mount 70, so that it cannot "
            + "be told which one is seen; the mount table changed while it was read: create the container again");

    [Test]
    public void A_stack_that_bites_its_tail_is_refused() => AssertRefused(
        [On(Root, 70, "/dev"), On(70, 71, "/dev"), On(71, 72, "/dev"), On(72, 71, "/dev")],
        "the mounts at /var/lib/demo/rootfs/dev lie on each other in a circle; the mount table changed while it was read: "
            + "create the container again");

    [Test]
    public void A_mount_that_another_hides_stays_behind_with_a_warning()
    {
        var plan = Containers.Remappable.WithMounts(On(Root, 70, "/data/inner/most"), On(Root, 71, "/data")).Plan();

        Assert.That(plan.Submounts.Select(move => move.MountId), Is.EqualTo([71]));
        Assert.That(plan.HiddenMounts, Is.EqualTo([70]));
        Assert.That(plan.Warnings, Is.EqualTo(
        [
            "mount 70 at data/inner/most in the rootfs is hidden by mount 71 at data and stays behind; if it is to be seen, put "
                + "the outer mount before the inner one in config.json",
        ]));
    }

    private const int Root = Containers.RootMountId;

    private static MountEntry On(int parent, int id, string below) =>
        Containers.Mount(id, parent, Containers.RootPath + below);

    private static void AssertMoves(MountEntry[] mounts, params string[] moves) => Assert.That(
        Containers.Remappable.WithMounts(mounts).Plan().Submounts
            .Select(move => $"{move.MountId} {move.RelativePath} [{string.Join(' ', move.StackedAbove)}]"),
        Is.EqualTo(moves));

    private static void AssertRefused(MountEntry[] mounts, string reason) =>
        Assert.That(Containers.Remappable.WithMounts(mounts).Refusal(), Is.EqualTo(reason));
}
