using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class HostPolicyTests
{
    private const string File = "/etc/oci-idmap-hook/config.json";

    private static readonly HostIdRange[] Allowed = [new(150_000, 65_536), new(100_000, 50_000)];

    [Test]
    public void Its_mode_is_that_of_containers_that_say_nothing() => Assert.Multiple(() =>
    {
        var always = Policy(new HostConfig { Rootfs = RootfsMode.Always });
        var shifted = Containers.Remappable.WithOwner(100_000, 100_000);

        Assert.That(Planner.Decide(shifted, always), Is.InstanceOf<Decision.Remap>());
        Assert.That(Planner.Decide(shifted.WithMode("auto"), always), Is.InstanceOf<Decision.NothingToDo>());
    });

    [Test]
    public void Never_is_settled_by_the_documents_and_named_with_its_file() => Assert.That(
        Planner.DecideFromDocuments(
            Containers.Remappable.State, Containers.Remappable.Config, Policy(new HostConfig { Rootfs = RootfsMode.Never })),
        Is.EqualTo(new DocumentDecision(
            new Decision.NothingToDo($"rootfs is never in {File}, and the container has no annotation io.oci-idmap-hook.rootfs"),
            HoldsForEveryInit: true)));

    [Test]
    public void An_annotation_that_is_none_is_refused_under_any_mode() => Assert.That(
        Refusal(Containers.Remappable.WithMode("maybe"), Policy(new HostConfig { Rootfs = RootfsMode.Never })),
        Is.EqualTo(new Decision.Refusal(
            "the annotation io.oci-idmap-hook.rootfs is \"maybe\"; set it to auto, always or never", RefusalCause.BadInput)));

    [Test]
    public void A_map_within_ranges_that_continue_each_other_is_allowed() => Assert.That(
        Planner.Decide(Containers.Remappable, Ids(Allowed, Allowed)), Is.InstanceOf<Decision.Remap>());

    [TestCase(99_999u, 65_536u, 99_999u)]
    [TestCase(100_000u, 115_537u, 215_536u)]
    [TestCase(0u, 1u, 0u)]
    [TestCase(4_294_967_294u, 1u, 4_294_967_294u)]
    public void A_map_that_reaches_outside_is_refused_with_the_first_id_and_the_file(uint hostId, uint size, uint outside)
    {
        IdRange[] map = [new(0, hostId, size)];
        var facts = Containers.Remappable with { Init = Containers.Remappable.Init with { GidMap = map } };

        Assert.That(Refusal(facts, Ids(Allowed, Allowed)), Is.EqualTo(new Decision.Refusal(
            $"the container's gids 0:{hostId}:{size} (container id:host id:size) reach the host's gid {outside}, which is not "
            + $"among the allowedHostIds.gids 150000-215535, 100000-149999 of {File}; map the container to ids of those, or "
            + "allow the range there",
            RefusalCause.Policy)));
    }

    [Test]
    public void Without_any_range_nothing_is_allowed() => Assert.That(
        Refusal(Containers.Remappable, Ids([], null)).Reason,
        Does.Contain("reach the host's uid 100000, which is not among the allowedHostIds.uids (none) of"));

    [TestCase("never")]
    [TestCase("always")]
    [TestCase("no such mode")]
    public void No_annotation_of_a_container_gets_round_it(string mode)
    {
        var facts = Containers.Remappable.WithMode(mode);
        var policy = Ids([new(500_000, 1)], null);

        Assert.That(Planner.DecideFromDocuments(facts.State, facts.Config, policy), Is.Null, "The init must be looked at");
        Assert.That(Refusal(facts, policy).Cause, Is.EqualTo(RefusalCause.Policy));
    }

    [Test]
    public void Maps_of_a_joined_user_namespace_count()
    {
        var facts = Containers.Remappable.With(new OciLinux
        {
            Namespaces = [Containers.NewMount, new OciNamespace { Type = "user", Path = "/proc/5/ns/user" }],
        });

        Assert.That(Planner.Decide(facts, Ids(Allowed, Allowed)), Is.InstanceOf<Decision.Remap>());
        Assert.That(Refusal(facts, Ids([new(500_000, 1)], null)).Cause, Is.EqualTo(RefusalCause.Policy));
    }

    [Test]
    public void An_identity_map_counts()
    {
        OciIdMapping[] identity = [new() { Size = 65_536 }];
        var facts = Containers.Remappable.With(Containers.Linux with { UidMappings = identity, GidMappings = identity });
        facts = facts with { Init = facts.Init with { UidMap = [new(0, 0, 65_536)], GidMap = [new(0, 0, 65_536)] } };

        Assert.That(Refusal(facts, Ids(Allowed, Allowed)).Reason, Does.Contain("reach the host's uid 0"));
    }

    [Test]
    public void A_container_without_a_user_namespace_is_none_of_its_business()
    {
        var facts = Containers.Remappable.With(new OciLinux { Namespaces = [Containers.NewMount] });

        Assert.That(
            Planner.DecideFromDocuments(facts.State, facts.Config, Ids(Allowed, Allowed)),
            Is.EqualTo(new DocumentDecision(
                new Decision.NothingToDo("the container has no user namespace and no id mappings"), HoldsForEveryInit: false)
            {
                IsWithoutUserNamespace = true,
            }));
        Assert.That(Planner.Decide(facts.WithHooksUserNamespace(), Ids(Allowed, Allowed)), Is.InstanceOf<Decision.NothingToDo>());
    }

    [Test]
    public void An_init_in_a_user_namespace_that_config_json_does_not_mention_counts()
    {
        var facts = Containers.Remappable with { Config = new OciConfig { Root = new OciRoot { Path = "rootfs" } } };

        Assert.That(Refusal(facts, Ids([new(500_000, 1)], null)).Cause, Is.EqualTo(RefusalCause.Policy));
    }

    [Test]
    public void An_init_that_may_not_be_looked_into_counts()
    {
        var facts = Containers.Remappable with { Init = Containers.Remappable.Init with { IsWithoutPtraceAccess = true } };

        Assert.That(Refusal(facts, Ids([new(500_000, 1)], null)).Cause, Is.EqualTo(RefusalCause.Policy));
    }

    /// <summary>It has its user's ids alone, which newuidmap has checked.</summary>
    [Test]
    public void A_rootless_container_is_none_of_its_business()
    {
        var facts = Containers.Remappable with { Init = Containers.Remappable.Init with { MayBeMappedToAnyId = false } };

        Assert.That(Planner.Decide(facts, Ids([], [])), Is.InstanceOf<Decision.Remap>());
    }

    /// <summary>An engine's container must not get round the policy by what the hook cannot look at.</summary>
    [TestCase(false, false, ExpectedResult = true)]
    [TestCase(false, true, ExpectedResult = false)]
    [TestCase(true, false, ExpectedResult = false)]
    [TestCase(true, true, ExpectedResult = false)]
    public bool Without_a_look_a_container_is_left_alone_only_where_its_ids_cannot_be_any(bool isHostsRoot, bool mayMapAnyId) =>
        Planner.IsOptionalUnseen(
            Containers.Remappable.State, Containers.Remappable.Config, isHostsRoot, mayMapAnyId, Ids(Allowed, null));

    [Test]
    public void It_is_where_nothing_is_forbidden_but_not_where_the_file_cannot_be_read() => Assert.Multiple(() =>
    {
        var (state, config) = (Containers.Remappable.State, Containers.Remappable.Config);
        Assert.That(Planner.IsOptionalUnseen(state, config, isHostsRoot: false, mayMapAnyId: true, HostPolicy.Default), Is.True);
        Assert.That(
            Planner.IsOptionalUnseen(
                state, config, isHostsRoot: false, mayMapAnyId: true, HostPolicy.Default with { Fault = "it cannot be read" }),
            Is.False);
    });

    [Test]
    public void What_to_do_about_file_systems_goes_with_the_plan() => Assert.Multiple(() =>
    {
        Assert.That(Containers.Remappable.Plan().WhenUnsupported, Is.EqualTo(UnsupportedFileSystem.Refuse));
        Assert.That(
            ((Decision.Remap)Planner.Decide(
                Containers.Remappable,
                Policy(new HostConfig { UnsupportedFileSystem = UnsupportedFileSystem.Skip }))).Plan.WhenUnsupported,
            Is.EqualTo(UnsupportedFileSystem.Skip));
    });

    private static HostPolicy Policy(HostConfig config) => new(config, File);

    private static HostPolicy Ids(HostIdRange[]? uids, HostIdRange[]? gids) =>
        Policy(new HostConfig { AllowedHostIds = new AllowedHostIds(uids, gids) });

    private static Decision.Refusal Refusal(ContainerFacts facts, HostPolicy policy) =>
        (Decision.Refusal)Planner.Decide(facts, policy);
}
