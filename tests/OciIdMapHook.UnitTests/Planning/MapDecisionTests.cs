using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class MapDecisionTests
{
    private static readonly OciNamespace JoinedUser = new() { Type = "user", Path = "/proc/7/ns/user" };
    private static readonly OciLinux JoinedWithoutMappings = new() { Namespaces = [Containers.NewMount, JoinedUser] };

    // As Podman 5.4 writes it.
    private static readonly OciLinux Placeholder = JoinedWithoutMappings with
    {
        UidMappings = [new() { Size = 1 }],
        GidMappings = [new() { Size = 1 }],
    };

    [Test]
    public void An_invalid_map_is_refused() => Assert.That(
        WithInit(gidMap: []).With(Containers.Linux with { GidMappings = [new() { Size = 0 }] }).Refusal(),
        Is.EqualTo("config.json's mappings are invalid: the gid mapping 0:0:0 (container id:host id:size) has size 0; "
            + "correct linux.uidMappings and linux.gidMappings"));

    [Test]
    public void Uids_without_gids_are_refused() => Assert.That(
        WithInit(gidMap: []).With(Containers.Linux with { GidMappings = [] }).Refusal(),
        Is.EqualTo("config.json has linux.uidMappings but no linux.gidMappings; the rootfs needs both: "
            + "add linux.gidMappings"));

    [Test]
    public void Gids_without_uids_are_refused() => Assert.That(
        WithInit(uidMap: []).With(Containers.Linux with { UidMappings = [] }).Refusal(),
        Is.EqualTo("config.json has linux.gidMappings but no linux.uidMappings; the rootfs needs both: "
            + "add linux.uidMappings"));

    [Test]
    public void An_init_under_another_map_decides()
    {
        var facts = WithInit(gidMap: [new(0, 200_000, 65_536)]);

        Assert.That(facts.Plan().Maps.Gids.ToString(), Is.EqualTo("0:200000:65536"));
        Assert.That(
            Planner.FindContradiction(facts.Config, facts.Init),
            Is.EqualTo(
                "config.json maps gids 0:100000:65536 (container id:host id:size), but the container's init runs under "
                + "0:200000:65536"));
    }

    [Test]
    public void An_init_under_the_maps_of_config_json_does_not_contradict_it() => Assert.That(
        Planner.FindContradiction(Containers.Remappable.Config, Containers.Remappable.Init), Is.Null);

    [Test]
    public void An_init_without_a_map_is_refused() => Assert.That(
        WithInit(uidMap: []).Refusal(),
        Is.EqualTo("config.json maps uids 0:100000:65536 (container id:host id:size), but the container's init runs under "
            + "no map; see whether config.json was changed or the init's user namespace is another one, and create the "
            + "container again"));

    [Test]
    public void An_init_whose_map_is_cut_otherwise_has_the_same_map() => Assert.That(
        WithInit(uidMap: [new(1, 100_001, 65_535), new(0, 100_000, 1)]).Plan().Maps.Uids.ToHost(1),
        Is.EqualTo(100_001));

    [Test]
    public void A_joined_user_namespace_gives_its_own_maps()
    {
        var plan = WithInit([new(0, 300_000, 1000)], [new(0, 400_000, 1000)]).With(JoinedWithoutMappings).Plan();

        Assert.Multiple(() =>
        {
            Assert.That(plan.Maps.Uids.ToString(), Is.EqualTo("0:300000:1000"));
            Assert.That(plan.Maps.Gids.ToString(), Is.EqualTo("0:400000:1000"));
            Assert.That(plan.UserNamespace, Is.EqualTo(UserNamespaceSource.InitsOwn));
        });
    }

    [Test]
    public void A_joined_user_namespace_is_used_itself_even_if_config_json_repeats_its_maps() => Assert.That(
        Containers.Remappable.With(Containers.Linux with { Namespaces = [Containers.NewMount, JoinedUser] }).Plan().UserNamespace,
        Is.EqualTo(UserNamespaceSource.InitsOwn));

    [Test]
    public void A_user_namespace_of_the_container_s_own_is_not_touched() => Assert.That(
        Containers.Remappable.Plan().UserNamespace, Is.EqualTo(UserNamespaceSource.MadeFromMaps));

    [Test]
    public void A_joined_user_namespace_with_other_maps_than_config_json_gives_its_own() => Assert.That(
        WithInit(uidMap: [new(0, 300_000, 1000)])
            .With(Containers.Linux with { Namespaces = [Containers.NewMount, JoinedUser] }).Plan().Maps.Uids.ToString(),
        Is.EqualTo("0:300000:1000"));

    [Test]
    public void A_joined_user_namespace_gives_its_own_maps_where_those_of_config_json_are_a_placeholder() => Assert.That(
        WithInit([new(0, 300_000, 1000)], [new(0, 400_000, 1000)]).With(Placeholder).Plan().Maps.Gids.ToString(),
        Is.EqualTo("0:400000:1000"));

    [Test]
    public void An_init_that_goes_to_another_user_namespace_meanwhile_is_refused() => Assert.That(
        (Containers.Remappable with { Init = Containers.Remappable.Init with { LeftItsUserNamespace = true } }).Refusal(),
        Is.EqualTo("the container's init went to another user namespace while its id maps were read; run the hook at the stage "
            + "createRuntime or prestart, when the runtime has made the container's namespaces"));

    [Test]
    public void A_joined_user_namespace_without_maps_is_refused() => Assert.That(
        WithInit(gidMap: []).With(JoinedWithoutMappings).Refusal(),
        Is.EqualTo("the user namespace of the container's init has no usable map: the gid map is empty; write its uid_map "
            + "and gid_map before the container is created"));

    [Test]
    public void A_joined_initial_user_namespace_is_nothing_to_do() => Assert.That(
        WithInit([new(0, 0, uint.MaxValue)], [new(0, 0, uint.MaxValue)]).With(JoinedWithoutMappings).NothingToDo(),
        Is.EqualTo("the container's ids are the host's: its id maps are the identity"));

    [Test]
    public void An_identity_of_uids_alone_is_remapped() => Assert.That(
        WithInit(uidMap: [new(0, 0, 65_536)]).With(JoinedWithoutMappings).WithMode("always").Plan().Maps.Uids.IsIdentity);

    [TestCase("uid")]
    [TestCase("gid")]
    public void A_shifted_root_is_left_alone_though_the_container_s_root_is_not_mapped(string kind)
    {
        IdRange[] rootless = [new(1, 100_001, 10)];
        var facts = WithInit(kind == "uid" ? rootless : null, kind == "gid" ? rootless : null).With(JoinedWithoutMappings);

        Assert.That(
            facts.WithOwner(100_003, 100_003).NothingToDo(),
            Is.EqualTo("the rootfs belongs to 100003:100003, which is in the host ranges of the maps: it is shifted already"));
    }

    [Test]
    public void A_root_of_other_ids_of_the_container_is_remapped_though_its_root_is_not_mapped() => Assert.That(
        WithInit([new(1000, 691_823, 1)], [new(1000, 691_823, 1)]).With(JoinedWithoutMappings).WithOwner(1000, 1000)
        .Plan().Maps.Uids.ToHost(1000),
        Is.EqualTo(691_823));

    [Test]
    public void A_root_of_the_host_s_root_is_left_alone_with_the_container_s_own_ids_where_its_root_is_not_mapped() =>
        Assert.That(
        Planner.Decide(WithInit([new(1000, 691_823, 1)], [new(1000, 691_823, 1)]).With(JoinedWithoutMappings)),
        Is.InstanceOf<Decision.LeftAlone>().With.Property(nameof(Decision.LeftAlone.Reason))
            .Contains("chown -R it to 1000:1000, or to 691823:691823 to have it left alone"));

    [Test]
    public void Mappings_for_an_init_in_the_hook_s_user_namespace_are_refused() => Assert.That(
        WithSharedUserNamespace().Refusal(),
        Is.EqualTo("config.json has id mappings, but the container's init is in the hook's own user namespace; add a "
            + "namespace of type user to linux.namespaces"));

    [Test]
    public void Mappings_without_a_user_namespace_are_left_alone_be_they_right_or_not() => Assert.Multiple(() =>
    {
        var linux = Containers.Linux with { Namespaces = [Containers.NewMount] };

        Assert.That(
            Planner.Decide(WithSharedUserNamespace().With(linux)),
            Is.EqualTo(
                new Decision.LeftAlone(
                    "config.json has id mappings and no user namespace, so that the container has the hook's ids; "
                + "add a namespace of type user to linux.namespaces, or take the mappings away")));
        Assert.That(
            Planner.Decide(WithSharedUserNamespace().With(linux with { GidMappings = [] })), Is.InstanceOf<Decision.LeftAlone>());
        Assert.That(
            WithSharedUserNamespace().With(linux).WithMode("always").Refusal(), Does.Contain("add a namespace of type user"));
    });

    [Test]
    public void An_init_that_joined_the_hook_s_user_namespace_is_nothing_to_do() => Assert.That(
        WithSharedUserNamespace().With(JoinedWithoutMappings).NothingToDo(),
        Is.EqualTo("the container shares the hook's user namespace: its ids are the hook's"));

    private static ContainerFacts WithInit(IdRange[]? uidMap = null, IdRange[]? gidMap = null) => Containers.Remappable with
    {
        Init = Containers.Remappable.Init with
        {
            UidMap = uidMap ?? Containers.Ranges,
            GidMap = gidMap ?? Containers.Ranges,
        },
    };

    private static ContainerFacts WithSharedUserNamespace() => Containers.Remappable with
    {
        Init = Containers.Remappable.Init with { SharesHookUserNamespace = true },
    };
}
