using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>Which mount points are made before the runtime starts, and with which modes.</summary>
public sealed class MountPointTests
{
    private static readonly MountPointWay Missing = new() { Place = "a/b", Passed = [""], End = WayEnd.Missing };

    [Test]
    public void Crun_makes_folders_that_only_owners_take_from_and_files_for_itself()
    {
        Assert.That(Plan(RuntimeHabits.Crun, Fact("none", MountSource.Folder)), Is.EqualTo("a/b 1755 below 1755"));
        Assert.That(Plan(RuntimeHabits.Crun, Fact("bind", MountSource.File)), Is.EqualTo("file a/b 700 below 755"));
        Assert.That(Plan(RuntimeHabits.Crun, Fact("proc", MountSource.Folder, At("proc"))), Is.EqualTo("proc 755 below 755"));
    }

    [Test]
    public void Runc_makes_public_ones()
    {
        Assert.That(Plan(RuntimeHabits.Runc, Fact("none", MountSource.Folder)), Is.EqualTo("a/b 755 below 755"));
        Assert.That(Plan(RuntimeHabits.Runc, Fact("bind", MountSource.File)), Is.EqualTo("file a/b 644 below 755"));
        Assert.That(Plan(RuntimeHabits.Runc, Fact("sysfs", MountSource.Folder)), Is.EqualTo("a/b 755 below 755"));
    }

    [Test]
    public void A_tmpfs_is_to_be_for_everybody_unless_it_has_a_mode()
    {
        Assert.That(Plan(RuntimeHabits.Runc, Fact("tmpfs", MountSource.Folder)), Is.EqualTo("a/b 1777 below 755"));
        Assert.That(
            Plan(RuntimeHabits.Runc, Fact("tmpfs", MountSource.Folder, options: "mode=0700")), Is.EqualTo("a/b 755 below 755"));
    }

    [Test]
    public void What_lies_below_another_mount_is_made_in_that()
    {
        var outer = Fact("none", MountSource.Folder, At("a", WayEnd.There));
        Assert.That(
            Plan(RuntimeHabits.Crun, outer, Fact("none", MountSource.Folder) with { Way = Missing with { Passed = ["", "a"] } }),
            Is.Empty);
        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("none", MountSource.Folder, At("new")), Fact("none", MountSource.Folder, At("new/er"))),
            Is.EqualTo("new 1755 below 1755"));
    }

    [Test]
    public void Nothing_is_made_after_what_makes_the_runtime_give_up() => Assert.That(
        Plan(RuntimeHabits.Crun, Fact("bind", MountSource.Missing), Fact("none", MountSource.Folder, At("later"))),
        Is.EqualTo("left: /a/b: its source is not there"));

    [Test]
    public void Nothing_is_made_after_a_file_that_is_to_cover_a_folder_or_the_other_way_round()
    {
        Assert.That(
            Plan(RuntimeHabits.Runc, Fact("bind", MountSource.File, At("a", WayEnd.There)), Fact("none", MountSource.Folder)),
            Is.EqualTo("left: /a/b: a file is not mounted over a folder"));
        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("tmpfs", MountSource.Folder, At("a", WayEnd.There) with { IsFile = true })),
            Is.EqualTo("left: /a/b: a folder is not mounted over what is none"));
        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("bind", MountSource.File, At("a", WayEnd.There) with { IsFile = true })), Is.Empty);
    }

    [Test]
    public void Crun_makes_what_it_leaves_again_too()
    {
        var way = Missing with { Detours = [("left", 0)] };

        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("none", MountSource.Folder, way)),
            Is.EqualTo("left 1755 below 1755, a/b 1755 below 1755"));
        Assert.That(Plan(RuntimeHabits.Runc, Fact("none", MountSource.Folder, way)), Is.EqualTo("a/b 755 below 755"));
    }

    [TestCase("a mount of the host", "left: /a/b: a mount of the host")]
    public void What_cannot_be_followed_is_left(string fault, string expected) => Assert.That(
        Plan(RuntimeHabits.Runc, Fact("none", MountSource.Folder, Missing with { End = WayEnd.Blocked, Fault = fault })),
        Is.EqualTo(expected));

    [Test]
    public void A_link_that_is_wanted_as_one_is_left() => Assert.That(
        Plan(RuntimeHabits.Crun, Fact("bind", MountSource.Link)),
        Is.EqualTo("left: /a/b: its source is a symbolic link that is wanted as one"));

    [Test]
    public void Crun_follows_a_link_that_leads_nowhere_to_a_file_alone()
    {
        var way = Missing with { IsDangling = true, EndsWithLink = true };
        Assert.That(Plan(RuntimeHabits.Crun, Fact("bind", MountSource.File, way)), Is.EqualTo("file a/b 700 below 755"));
        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("bind", MountSource.Folder, way)),
            Is.EqualTo("left: /a/b: a link on the way to it leads nowhere"));
        Assert.That(Plan(RuntimeHabits.Runc, Fact("bind", MountSource.Folder, way)), Is.EqualTo("a/b 755 below 755"));
    }

    [Test]
    public void The_kernels_own_file_systems_are_mounted_through_no_link()
    {
        Assert.That(
            Plan(RuntimeHabits.Runc, Fact("proc", MountSource.Folder, Missing with { IsLink = true })),
            Is.EqualTo("left: /a/b: a proc is mounted through no link"));
        Assert.That(
            Plan(RuntimeHabits.Crun, Fact("sysfs", MountSource.Folder)),
            Is.EqualTo("left: /a/b: crun mounts a sysfs at the root alone"));
    }

    [TestCase("crun", true)]
    [TestCase("/usr/sbin/runc", false)]
    [TestCase("runc", false)]
    [TestCase(null, true)]
    public void A_runtime_is_known_by_its_name(string? name, bool isCrun) =>
        Assert.That(RuntimeHabits.Of(name).IsCrun, Is.EqualTo(isCrun));

    [TestCase("/a/b", "/other", false)]
    [TestCase("/a/b", "/a", true)]
    [TestCase("/a/b", "/a/b/c", true)]
    [TestCase("/link/b", "/other", true)]
    public void A_folder_that_is_missing_may_come_of_a_link_or_a_mount(string folder, string mount, bool expected) => Assert.That(
        MountPointPlanner.LeadsElsewhere(Missing, folder, [new OciMount { Destination = mount }]), Is.EqualTo(expected));

    private static MountPointWay At(string place, WayEnd end = WayEnd.Missing) =>
        new() { Place = place, Passed = [""], End = end };

    private static MountPointFact Fact(string type, MountSource source, MountPointWay? way = null, params string[] options) =>
        new(new OciMount { Destination = "/a/b", Type = type, Options = options }, source, way ?? Missing);

    private static string Plan(RuntimeHabits runtime, params MountPointFact[] facts)
    {
        var plan = MountPointPlanner.Plan(facts, runtime);
        return string.Join(", ",
        [
            .. plan.Missing.Select(point =>
                $"{(point.IsFile ? "file " : "")}{point.Place} {Convert.ToString(point.Mode, 8)} below "
                + $"{Convert.ToString(point.FolderMode, 8)}"),
            .. plan.Left is null ? Array.Empty<string>() : [$"left: {plan.Left}"],
        ]);
    }
}
