using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class HostSubmountTests
{
    private const int Root = Containers.RootMountId;

    [Test]
    public void A_copy_of_a_mount_of_the_host_stays_and_what_is_mounted_on_it_moves()
    {
        var plan = Plan([Host("data")], On(Root, 70, "/data", "9:1"), On(70, 71, "/data/tmp", "9:2"), On(Root, 72, "/proc", "9:3"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data mapped"]));
        Assert.That(plan.Submounts.Select(move => (move.MountId, move.RelativePath)), Is.EqualTo([(72, "proc"), (71, "data/tmp")]));
    }

    [Test]
    public void What_a_runtime_has_put_over_a_mount_of_the_host_moves()
    {
        var plan = Plan([Host("data")], On(Root, 70, "/data", "9:1"), On(70, 71, "/data", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data mapped"]));
        Assert.That(plan.Submounts.Select(move => move.MountId), Is.EqualTo([71]));
    }

    [Test]
    public void Of_the_hosts_mounts_in_one_place_the_covered_ones_are_left_out()
    {
        var covered = Host("data") with { IsCovered = true };
        var plan = Plan([covered, Host("data")], On(Root, 70, "/data", "9:1"), On(70, 71, "/data", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data covered", "71 data mapped"]));
        Assert.That(plan.Submounts, Is.Empty);
    }

    [TestCase("9:9", "/")]
    [TestCase("9:1", "/elsewhere")]
    public void Another_file_system_or_another_folder_of_it_is_no_copy(string device, string root)
    {
        var mount = On(Root, 70, "/data", device) with { Root = root };

        Assert.That(Plan([Host("data")], mount).Submounts.Select(move => move.MountId), Is.EqualTo([70]));
    }

    [Test]
    public void One_that_is_shifted_or_idmapped_already_is_taken_along_as_it_is()
    {
        var shifted = Host("shifted") with { OwnerUid = 100_000, OwnerGid = 100_000 };
        var idmapped = Host("idmapped") with { Mount = Host("idmapped").Mount with { Options = "rw,idmapped" } };

        var plan = Plan([shifted, idmapped], On(Root, 70, "/shifted", "9:1"), On(Root, 71, "/idmapped", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 shifted as it is", "71 idmapped as it is"]));
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public void One_of_somebody_else_is_left_with_a_warning()
    {
        var foreign = Host("data") with { OwnerUid = 70_000 };

        var plan = Plan([foreign], On(Root, 70, "/data", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data as it is"]));
        Assert.That(plan.Warnings, Is.EqualTo(
        [
            "the host's mount at data in the rootfs belongs to uid 70000 and gid 0, which are no ids of the container; it is left "
                + "as it is",
        ]));
    }

    [Test]
    public void Always_maps_whoever_owns_it()
    {
        var facts = Facts([Host("data") with { OwnerUid = 70_000 }], On(Root, 70, "/data", "9:1")).WithMode("always");

        Assert.That(Show(facts.Plan().HostSubmounts), Is.EqualTo(["70 data mapped"]));
    }

    private static RemapPlan Plan(HostMountFact[] host, params MountEntry[] mounts) => Facts(host, mounts).Plan();

    private static ContainerFacts Facts(HostMountFact[] host, params MountEntry[] mounts) =>
        Containers.Remappable.WithMounts(mounts) with { HostMounts = host };

    private static HostMountFact Host(string path) => new()
    {
        RelativePath = path,
        Mount = Containers.Mount(30, 1, $"{Containers.RootPath}/{path}") with { Device = "9:1" },
        OwnerUid = 0,
        OwnerGid = 0,
    };

    private static MountEntry On(int parent, int id, string path, string device) =>
        Containers.Mount(id, parent, Containers.RootPath + path) with { Device = device };

    private static IEnumerable<string> Show(IEnumerable<HostSubmount> submounts) => submounts.Select(submount =>
        $"{submount.Mount.Id} {submount.RelativePath} "
            + (submount.IsCovered ? "covered" : submount.IsMapped ? "mapped" : "as it is"));
}
