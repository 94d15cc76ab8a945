using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using OciIdMapHook.Planning;
using OciIdMapHook.UnitTests.Planning;

namespace OciIdMapHook.UnitTests.Operations.Plan;

public sealed class PlanReportTests
{
    private static readonly ContainerPlan Outline = new()
    {
        Bundle = "/b",
        Stage = ContainerStage.BeingCreated,
        Outcome = PlanOutcome.NothingToDo,
        Reason = string.Empty,
        Warnings = ["of the outline"],
    };

    [Test]
    public void Every_mount_and_descriptor_of_the_plan_is_a_change()
    {
        var facts = Containers.Remappable
            .WithMounts(
                Containers.Mount(70, Containers.RootMountId, $"{Containers.RootPath}/proc"),
                Containers.Mount(71, 70, $"{Containers.RootPath}/proc"))
            with
        {
            Descriptors =
            [
                new DescriptorFact.Numbered(7, 0, string.Empty, IsDirectory: true),
                new DescriptorFact.WorkingDirectory("etc"),
            ],
        };

        var plan = Report(facts);

        Assert.That(plan.Outcome, Is.EqualTo(PlanOutcome.Remap));
        Assert.That(plan.Changes, Is.EqualTo(new PlannedChange[]
        {
            new(
                ChangeKind.Rootfs, Containers.RootPath, "ext4, 0:0 on disk",
                "a copy of the mount, idmapped: 0:0 inside, 100000:100000 to the host", true),
            new(ChangeKind.Mount, "proc", "tmpfs", "the same 2 mounts over each other, as they are", false),
            new(ChangeKind.Descriptor, "descriptor 7 of the init", ". on the old root", ". on the new root", false),
            new(ChangeKind.Descriptor, "working directory of the init", "etc on the old root", "etc on the new root", false),
        }));
        Assert.That(plan.Warnings, Is.EqualTo(["of the outline"]));
    }

    [Test]
    public void A_rootfs_of_nobodys_that_is_always_remapped_stays_nobodys()
    {
        var plan = Report(Containers.Remappable.WithOwner(70_000, 70_000).WithMode("always"));

        Assert.That(
            plan.Reason, Is.EqualTo("the rootfs belongs to 70000:70000, and the annotation io.oci-idmap-hook.rootfs is always"));
        Assert.That(plan.Changes[0].After, Is.EqualTo("a copy of the mount, idmapped: nobody's inside"));
    }

    [Test]
    public void What_is_refused_would_not_start_and_changes_nothing()
    {
        var facts = Containers.Remappable.WithOwner(200_000, 200_000);

        var plan = Report(facts);

        Assert.That(plan.WouldStart, Is.False);
        Assert.That(plan.Reason, Is.EqualTo(facts.Refusal()));
        Assert.That(plan.Changes, Is.Empty);
        Assert.That(plan.Root, Is.EqualTo(new PlannedRoot(Containers.RootPath, "ext4", "200000:200000", IsIdmapped: false)));
    }

    [Test]
    public void An_idmapped_root_says_so()
    {
        var facts = Containers.Remappable.WithOwner(100_000, 100_000);
        facts = facts with { Mounts = [facts.Mounts[0], facts.Mounts[1] with { Options = "rw,idmapped" }] };

        var plan = Report(facts);

        Assert.That(plan.Outcome, Is.EqualTo(PlanOutcome.NothingToDo));
        Assert.That(plan.Root!.IsIdmapped, Is.True);
        Assert.That(plan.UidMap, Is.EqualTo([new IdRange(0, 100_000, 65_536)]));
    }

    private static ContainerPlan Report(ContainerFacts facts) => PlanReport.Of(Planner.Decide(facts), facts, Outline);
}
