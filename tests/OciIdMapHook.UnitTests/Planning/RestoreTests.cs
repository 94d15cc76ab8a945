using OciIdMapHook.Documents;
using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>A container that is restored from a checkpoint.</summary>
public sealed class RestoreTests
{
    private static readonly ContainerFacts BeforeItsMounts = Restored(Containers.Remappable) with
    {
        IsBeforeItsMounts = true,
        Root = Containers.Remappable.Root with { IsMountPoint = false },
    };

    [TestCase("creating", 1)]
    [TestCase("created", 0)]
    [TestCase("", 1)]
    [TestCase("stopped", 7)]
    public void Its_status_is_no_wrong_stage(string status, int pid) => Assert.That(Stage.FindFault(State(status, pid)), Is.Null);

    [TestCase("running", 7)]
    [TestCase("paused", 7)]
    [TestCase("stopped", 0)]
    [TestCase("no such status", 7)]
    public void Others_are(string status, int pid) => Assert.That(
        Stage.FindFault(State(status, pid)),
        Is.EqualTo(
            $"the container's status is \"{status}\"; the hook belongs to the stages createRuntime and prestart, where it is "
            + "creating or created"));

    [Test]
    public void Whose_mounts_are_there_is_treated_as_at_its_creation() =>
        Assert.That(Restored(Containers.Remappable).Plan().RootMountId, Is.EqualTo(Containers.RootMountId));

    [Test]
    public void Whose_mounts_are_to_come_is_left_alone_with_a_warning() => Assert.That(
        (Planner.Decide(BeforeItsMounts) as Decision.LeftAlone)?.Reason,
        Does.Match(
            "restored from a checkpoint: its mounts are made by CRIU, after this hook, and without id maps, .* belong to 0:0, "
            + "may be nobody's in it; start the container anew, or chown -R"));

    [Test]
    public void A_shifted_rootfs_needs_no_warning() => Assert.That(
        BeforeItsMounts.WithOwner(100_000, 100_000).NothingToDo(),
        Is.EqualTo("the container is restored from a checkpoint: its mounts are made by CRIU, after this hook"));

    private static ContainerFacts Restored(ContainerFacts facts) =>
        facts with { State = facts.State with { Status = "stopped" } };

    private static OciState State(string status, int pid) => new() { Id = "c", Bundle = "/b", Pid = pid, Status = status };
}
