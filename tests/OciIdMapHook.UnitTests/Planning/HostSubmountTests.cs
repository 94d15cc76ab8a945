using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class HostSubmountTests
{
    private const int Root = Containers.RootMountId;

    private const string HostsRoot =
        "the host's mount at data in the rootfs shows the root folder of the host itself, which through the map "
        + "the container's root would own; ";

    [Test]
    public void A_copy_of_a_mount_of_the_host_stays_and_what_is_mounted_on_it_moves()
    {
        var plan = Plan(
            [Host("data")], On(Root, 70, "/data", "9:1"), On(70, 71, "/data/tmp", "9:2"), On(Root, 72, "/proc", "9:3"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data mapped"]));
        Assert.That(
            plan.Submounts.Select(move => (move.MountId, move.RelativePath)), Is.EqualTo([(72, "proc"), (71, "data/tmp")]));
    }

    [Test]
    public void What_a_runtime_has_put_over_a_mount_of_the_host_moves()
    {
        var plan = Plan([Host("data")], On(Root, 70, "/data", "9:1"), On(70, 71, "/data", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data mapped"]));
        Assert.That(plan.Submounts.Select(move => move.MountId), Is.EqualTo([71]));
    }

    [Test]
    public void Of_the_hosts_mounts_in_one_place_the_covered_ones_come_along_as_they_are()
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
        var shifted = Host("shifted") with { Owner = new Owner(100_000, 100_000) };
        var idmapped =
            shifted with { RelativePath = "idmapped", Mount = Host("idmapped").Mount with { Options = "rw,idmapped" } };

        var plan = Plan([shifted, idmapped], On(Root, 70, "/shifted", "9:1"), On(Root, 71, "/idmapped", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 shifted as it is", "71 idmapped as it is"]));
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public void One_that_is_idmapped_with_another_map_gets_the_container_s()
    {
        var other = Host(
            "data") with
        { Owner = new Owner(300_000, 300_000), Mount = Host("data").Mount with { Options = "rw,idmapped" } };

        var plan = Plan([other], On(Root, 70, "/data", "9:1") with { Options = "rw,idmapped" });

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data mapped"]));
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public void One_of_somebody_else_is_left_with_a_warning()
    {
        var foreign = Host("data") with { Owner = new Owner(70_000, 0) };

        var plan = Plan([foreign], On(Root, 70, "/data", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data as it is"]));
        Assert.That(plan.Warnings, Is.EqualTo(
        [
            "the host's mount at data in the rootfs belongs to uid 70000 and gid 0, which are no ids of the container; it is "
                + "left as it is",
        ]));
    }

    [Test]
    public void Always_maps_whoever_owns_it()
    {
        var facts = Facts([Host("data") with { Owner = new Owner(70_000, 0) }], On(Root, 70, "/data", "9:1")).WithMode("always");

        Assert.That(Show(facts.Plan().HostSubmounts), Is.EqualTo(["70 data mapped"]));
    }

    [Test]
    public void Each_is_told_with_what_it_shows_of_the_host()
    {
        var bind = Host(
            "data") with
        {
            HostPath = "/srv/\n",
            Mount = Host("data").Mount with { Root = "/srv/\n", Source = "/dev/sda1", FileSystemType = "ext4" }
        };

        var plan = Plan([bind, Host("own"), Host("shifted") with { Owner = new Owner(100_000, 100_000) }],
            On(Root, 70, "/data", "9:1") with { Root = "/srv/\n" }, On(Root, 71, "/own", "9:1"), On(Root, 72, "/shifted", "9:1"));

        Assert.That(plan.TellIdmappedHostMounts(), Is.EqualTo(
        [
            "data (ext4 /dev/sda1, 9:1, folder /srv/\\u000a in it, on the host at /srv/\\u000a)",
            $"own (tmpfs 9:1, folder / in it, on the host at {Containers.RootPath}/own)",
        ]));
    }

    [TestCase("auto")]
    [TestCase("always")]
    public void The_operator_may_want_all_of_them_left(string mode)
    {
        var facts = Facts(
            [Host("data") with { HasRootOfHost = true }, Host("n")], On(Root, 70, "/data", "9:1"), On(Root, 71, "/n", "9:1"));

        var plan = ((Decision.Remap)Planner.Decide(
            facts.WithMode(mode),
            HostPolicy.Default with { Config = new HostConfig { HostMounts = HostMountPolicy.Leave } })).Plan;

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data as it is", "71 n as it is"]));
        Assert.That(plan.Warnings, Is.Empty);
    }

    [Test]
    public void The_root_folder_of_the_host_is_left_with_a_warning_and_the_rest_goes_on()
    {
        var plan = Plan(
            [Host("data") with { HasRootOfHost = true }, Host("n")], On(Root, 70, "/data", "9:1"), On(Root, 71, "/n", "9:1"));

        Assert.That(Show(plan.HostSubmounts), Is.EqualTo(["70 data as it is", "71 n mapped"]));
        Assert.That(plan.Warnings, Is.EqualTo([HostsRoot + "it is left as it is"]));
    }

    [Test]
    public void The_root_folder_of_the_host_is_refused_to_always() => Assert.That(
        Facts([Host("data") with { HasRootOfHost = true }], On(Root, 70, "/data", "9:1")).WithMode("always").Refusal(),
        Is.EqualTo(HostsRoot + "unmount it, do not ask for the rootfs to be remapped always, or set hostMounts to leave"));

    [Test]
    public void Which_is_a_copy_of_which_is_told_by_what_it_shows_and_its_folder_whatever_the_paths_are_by_now()
    {
        var (inP, inQ) = (Identity(11, 1), Identity(12, 2));
        var facts = Facts(
            [Host("p/b") with { Identity = inP }, Host("q/b") with { Identity = inQ }],
            On(Root, 70, "/p/b", "9:1"),
            On(Root, 71, "/q/b", "9:1")) with
        {
            Identities = new Dictionary<int, MountIdentity> { [70] = inQ, [71] = inP },
        };

        Assert.That(
            facts.Plan().HostSubmounts.Select(submount => (submount.Mount.Id, submount.Original.MountPoint)),
            Is.EqualTo([(70, $"{Containers.RootPath}/q/b"), (71, $"{Containers.RootPath}/p/b")]));
    }

    [TestCase(11UL, 2UL)]
    [TestCase(12UL, 1UL)]
    public void One_that_shows_something_else_or_lies_in_another_folder_is_no_copy_though_its_path_is_the_same(
        ulong rootInode, ulong folderInode)
    {
        var facts = Facts([Host("data") with { Identity = Identity(11, 1) }], On(Root, 70, "/data", "9:1")) with
        {
            Identities = new Dictionary<int, MountIdentity> { [70] = Identity(rootInode, folderInode) },
        };

        Assert.That(facts.Plan().Submounts.Select(move => move.MountId), Is.EqualTo([70]));
    }

    [Test]
    public void What_the_container_has_no_copy_of_is_left_out() => Assert.That(
        Plan([Host("data"), Host("new")], On(Root, 70, "/data", "9:1")).HostMountsLeftOut.Select(mount => mount.MountPoint),
        Is.EqualTo([$"{Containers.RootPath}/new"]));

    [Test]
    public void What_the_container_has_no_copy_of_is_refused_where_it_covers_what_there_is_a_copy_of() => Assert.That(
        Facts(
            [Host("data/inner") with { IsCovered = true },
                Host("data") with { Mount = Host("data").Mount with { Device = "9:8" } }],
            On(Root, 70, "/data/inner", "9:1")).Refusal(),
        Is.EqualTo(
            "the host's mount at data in the rootfs is not in the container and cannot be left out alone, because it covers "
            + "another or is covered; the host's mounts have changed since the container's were made: create the container "
            + "again"));

    private static MountIdentity Identity(ulong rootInode, ulong folderInode) => new(9, rootInode, 8, folderInode, "b");

    private static RemapPlan Plan(HostMountFact[] host, params MountEntry[] mounts) => Facts(host, mounts).Plan();

    private static ContainerFacts Facts(HostMountFact[] host, params MountEntry[] mounts) =>
        Containers.Remappable.WithMounts(mounts) with { HostMounts = host };

    private static HostMountFact Host(string path) => new()
    {
        RelativePath = path,
        Mount = Containers.Mount(30, 1, $"{Containers.RootPath}/{path}") with { Device = "9:1" },
        Owner = Owner.Root,
    };

    private static MountEntry On(int parent, int id, string path, string device) =>
        Containers.Mount(id, parent, Containers.RootPath + path) with { Device = device };

    private static IEnumerable<string> Show(IEnumerable<HostSubmount> submounts) => submounts.Select(submount =>
        $"{submount.Mount.Id} {submount.RelativePath} "
            + (submount.IsCovered ? "covered" : submount.IsMapped ? "mapped" : "as it is"));
}
