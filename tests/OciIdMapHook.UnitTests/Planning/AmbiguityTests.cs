using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

public sealed class AmbiguityTests
{
    private static readonly AmbiguousMember OtherCase = new("the document", "Linux", "linux");
    private static readonly AmbiguousMember Twice = new("$.linux", "namespaces", "namespaces");

    [Test]
    public void A_member_in_another_case_is_refused_where_the_init_has_a_user_namespace() => Assert.That(
        Planner.Decide(With(OtherCase)),
        Is.EqualTo(new Decision.Refusal(
            "config.json can be read in two ways: the document has \"Linux\", which some runtimes read as \"linux\" and others "
            + "do not, so that nobody knows which container the runtime has made; leave one \"linux\" there",
            RefusalCause.BadInput)));

    [Test]
    public void A_member_given_twice_is_refused_too() => Assert.That(
        With(Twice).Refusal(),
        Does.StartWith(
            "config.json can be read in two ways: $.linux has \"namespaces\" more than once, of which some runtimes take the "
            + "first"));

    [Test]
    public void Neither_matters_where_the_init_has_none() => Assert.That(
        With(OtherCase).With(new OciLinux()).WithHooksUserNamespace().NothingToDo(),
        Is.EqualTo("the container has no user namespace and no id mappings"));

    private static ContainerFacts With(AmbiguousMember member) =>
        Containers.Remappable with { Config = Containers.Remappable.Config with { Ambiguity = member } };
}
