using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>The hook of a rootless or nested engine: some of what it is asked about is not its own.</summary>
public sealed class RootlessTests
{
    private static readonly ContainerFacts WithoutPtraceAccess = Containers.Remappable with
    {
        Init = Containers.Remappable.Init with { IsWithoutPtraceAccess = true },
        Root = Containers.Remappable.Root with { IsMountPoint = false, FileSystemType = "" },
        Mounts = [],
    };

    [Test]
    public void A_root_of_an_owner_that_the_hook_has_no_id_for_is_refused() => Assert.That(
        WithUnknownOwner().Refusal(),
        Is.EqualTo(
            "the rootfs belongs to ids that the hook's user namespace does not have (it sees 65534:65534 instead): it is on a "
            + "file system of the host or of an outer user namespace, where alone it can be remounted idmapped; run the engine "
            + "there, or keep the rootfs on a file system that this user namespace has mounted itself, such as a tmpfs"));

    [Test]
    public void The_overflow_id_is_neither_an_id_of_the_container_nor_of_the_host()
    {
        var facts = WithUnknownOwner();
        var init = facts.Init with { UidMap = [new(0, 1, 65_535)], GidMap = [new(0, 1, 65_535)] };

        Assert.That((facts with { Init = init }).With(Containers.Linux with
        {
            UidMappings = [new() { HostId = 1, Size = 65_535 }],
            GidMappings = [new() { HostId = 1, Size = 65_535 }],
        }).Refusal(), Does.StartWith("the rootfs belongs to ids that the hook's user namespace does not have"));
    }

    [Test]
    public void An_overlay_of_an_owner_that_the_hook_has_no_id_for_is_refused_too()
    {
        var facts = WithUnknownOwner();
        var root = facts.Root with { Overlay = new OverlayFacts.Missing("its lower layer is not there") };

        Assert.That(
            (facts with { Root = root }).Refusal(), Does.StartWith("the rootfs belongs to ids that the hook's user namespace"));
    }

    [Test]
    public void A_root_of_nobody_is_an_ordinary_one_where_the_hook_has_all_ids() =>
        Assert.That(Containers.Remappable.WithOwner(65_534, 65_534).Plan().RootMountId, Is.EqualTo(Containers.RootMountId));

    [Test]
    public void A_root_that_is_right_already_is_left_alone_even_if_the_init_is_out_of_reach() => Assert.That(
        WithoutPtraceAccess.WithOwner(100_000, 100_000).NothingToDo(),
        Is.EqualTo("the rootfs belongs to 100000:100000, which is in the host ranges of the maps: it is shifted already"));

    [TestCase("auto")]
    [TestCase("always")]
    public void A_root_that_would_have_to_be_remapped_is_refused_if_the_init_is_out_of_reach(string mode) => Assert.That(
        WithoutPtraceAccess.WithMode(mode).Refusal(),
        Is.EqualTo(
            "the rootfs /var/lib/demo/rootfs belongs to 0:0 and would have to be remounted idmapped, but the hook runs as a user "
            + "who may not even look into the container's init; run the container as root, or give the rootfs to the container's "
            + "host ids (podman unshare chown)"));

    [TestCase(
        0u, "would have to be remounted idmapped, but the hook runs as a user who may not even look into the container's init")]
    [TestCase(70_000u, "which are neither both container ids nor both host ids of the maps")]
    public void A_user_s_container_starts_as_it_would_without_the_hook_where_that_can_do_nothing(uint owner, string reason) =>
        Assert.That(
        Planner.Decide(OfUser(WithoutPtraceAccess.WithOwner(owner, owner))),
        Is.TypeOf<Decision.LeftAlone>().With.Property("Reason").Contain(reason));

    [Test]
    public void A_user_s_container_is_refused_where_it_is_to_be_remapped_always() => Assert.That(
        OfUser(WithoutPtraceAccess.WithMode("always")).Refusal(), Does.Contain("run the container as root"));

    [Test]
    public void The_user_who_runs_the_engine_is_not_taken_for_the_container_s_root()
    {
        IdRange[] keepId = [new(0, 1, 1000), new(1000, 0, 1), new(1001, 1001, 64_535)];
        var facts = OfUser(Containers.Remappable) with
        {
            Config = Containers.Remappable.Config with { Linux = Containers.Linux with { UidMappings = [], GidMappings = [] } },
        };
        facts = facts with { Init = facts.Init with { UidMap = keepId, GidMap = keepId } };

        Assert.That(facts.NothingToDo(), Does.Contain("cannot be told apart"));
    }

    private static ContainerFacts OfUser(ContainerFacts facts) =>
        facts with { Init = facts.Init with { IsMadeByHostsRoot = false } };

    private static ContainerFacts WithUnknownOwner()
    {
        var facts = Containers.Remappable.WithOwner(65_534, 65_534);
        return facts with { Root = facts.Root with { OwnerIsUnknown = true } };
    }
}
