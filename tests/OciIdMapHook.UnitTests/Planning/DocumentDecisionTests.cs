using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>What is decided before the init is looked at is what is decided after it too.</summary>
public sealed class DocumentDecisionTests
{
    private const string NoMapping = "the container has no user namespace and no id mappings";
    private const string Identity = "the container's ids are the host's: its id maps are the identity";

    private static readonly OciIdMapping[] SameIds = [new() { ContainerId = 0, HostId = 0, Size = 65_536 }];

    [Test]
    public void A_container_that_is_to_be_remapped_is_not_settled_by_documents() =>
        Assert.That(Containers.Remappable.NothingToDoByDocuments(), Is.Null);

    [Test]
    public void No_linux_member_is_nothing_to_do() =>
        AssertNothing(Containers.Remappable with { Config = new OciConfig() }, NoMapping);

    [Test]
    public void No_user_namespace_and_no_mappings_is_nothing_to_do() =>
        AssertNothing(Containers.Remappable.With(new OciLinux { Namespaces = [Containers.NewMount] }), NoMapping);

    [Test]
    public void No_user_namespace_is_nothing_to_do_whatever_the_annotation_says() =>
        AssertNothing(Containers.Remappable.With(new OciLinux()).WithMode("perhaps"), NoMapping);

    [Test]
    public void The_annotation_never_is_nothing_to_do() =>
        AssertNothing(Containers.Remappable.WithMode("never"), "the annotation io.oci-idmap-hook.rootfs is never");

    [Test]
    public void The_annotation_never_does_not_hold_where_it_can_be_read_in_two_ways()
    {
        var facts = Containers.Remappable.WithMode("never");
        var config = facts.Config with { Ambiguity = new AmbiguousMember("the document", "annotations", "annotations") };

        Assert.That(Planner.DecideFromDocuments(facts.State, config), Is.Null);
    }

    [Test]
    public void An_identity_map_is_nothing_to_do_where_the_init_runs_under_it()
    {
        var facts = Containers.Remappable.With(Containers.Linux with { UidMappings = SameIds, GidMappings = SameIds });
        IdRange[] same = [new(0, 0, 65_536)];

        Assert.That(facts.NothingToDoByDocuments(), Is.Null, "The init must be looked at");
        Assert.That((facts with { Init = facts.Init with { UidMap = same, GidMap = same } }).NothingToDo(), Is.EqualTo(Identity));
        Assert.That(facts.Plan().Maps.Uids.ToString(), Is.EqualTo("0:100000:65536"), "Where it runs under another");
    }

    [Test]
    public void That_there_is_no_user_namespace_holds_if_the_init_has_none_alone()
    {
        var facts = Containers.Remappable.With(new OciLinux { Namespaces = [Containers.NewMount] });

        Assert.That(Planner.DecideFromDocuments(facts.State, facts.Config)!.HoldsForEveryInit, Is.False);
        Assert.That(facts.Plan().Maps.Uids.ToString(), Is.EqualTo("0:100000:65536"), "The init's");
    }

    [Test]
    public void An_identity_of_uids_alone_must_be_looked_into()
    {
        var facts = Containers.Remappable.With(Containers.Linux with { UidMappings = SameIds });

        Assert.That(facts.NothingToDoByDocuments(), Is.Null);
    }

    [Test]
    public void An_identity_map_beside_a_joined_user_namespace_must_be_looked_into()
    {
        var facts = Containers.Remappable.With(new OciLinux
        {
            UidMappings = SameIds,
            GidMappings = SameIds,
            Namespaces = [Containers.NewMount, new OciNamespace { Type = "user", Path = "/proc/7/ns/user" }],
        });

        Assert.That(facts.NothingToDoByDocuments(), Is.Null);
    }

    [Test]
    public void An_identity_map_with_a_wrong_annotation_must_be_looked_into()
    {
        var facts = Containers.Remappable
            .With(Containers.Linux with { UidMappings = SameIds, GidMappings = SameIds }).WithMode("perhaps");

        Assert.That(facts.NothingToDoByDocuments(), Is.Null);
    }

    private static void AssertNothing(ContainerFacts facts, string reason) => Assert.Multiple(() =>
    {
        Assert.That(facts.NothingToDoByDocuments(), Is.EqualTo(reason));
        Assert.That(facts.WithHooksUserNamespace().NothingToDo(), Is.EqualTo(reason));
    });
}
