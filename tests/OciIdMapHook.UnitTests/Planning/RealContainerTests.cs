using OciIdMapHook.Planning;

namespace OciIdMapHook.UnitTests.Planning;

/// <summary>The plans for containers in creation as real runtimes made them.</summary>
public sealed class RealContainerTests
{
    [TestCase("runc-1.1.5", 65, "proc dev sys data", "")]
    [TestCase("runc-1.3.6", 60, "proc dev sys data", "8")]
    [TestCase("crun-1.8.1", 66, "proc dev sys data", "3 4")]
    [TestCase("crun-1.28", 60, "proc dev sys data", "3 6")]
    [TestCase("podman-4.3.1", 72, "etc/hostname etc/hosts run/.containerenv proc dev sys", "12")]
    [TestCase("podman-5.8.6", 82, "etc/hostname etc/hosts run/.containerenv proc dev sys", "12")]
    public void Its_mounts_are_moved_and_its_descriptors_re_pointed(
        string runtime, int rootMountId, string submounts, string descriptors)
    {
        var plan = Facts(runtime).Plan();

        Assert.Multiple(() =>
        {
            Assert.That(plan.RootMountId, Is.EqualTo(rootMountId));
            Assert.That(plan.Maps.Uids.ToString(), Is.EqualTo("0:100000:65536"));
            Assert.That(plan.Submounts.Select(move => move.RelativePath), Is.EquivalentTo(submounts.Split(' ')));
            Assert.That(plan.Submounts, Has.All.Matches<SubmountMove>(move => move.StackedAbove.Count == 0));
            Assert.That(
                string.Join(' ', plan.ReopenedDescriptors.Cast<ReopenedDescriptor.Numbered>().Select(fd => fd.Number).Order()),
                Is.EqualTo(descriptors));
        });
    }

    [TestCaseSource(typeof(Fixture), nameof(Fixture.Runtimes))]
    public void A_second_run_has_nothing_to_do(string runtime)
    {
        var facts = Facts(runtime);
        var remapped = facts.WithOwner(100_000, 100_000) with
        {
            Mounts = [.. facts.Mounts.Select(m => m.Id == facts.Root.MountId ? m with { Options = m.Options + ",idmapped" } : m)],
        };

        Assert.That(remapped.NothingToDo(), Does.EndWith("is an idmapped mount already"));
    }

    private static ContainerFacts Facts(string runtime)
    {
        var fixture = new Fixture(runtime);
        var path = Path.Combine(fixture.State.Bundle, fixture.State.Root ?? fixture.Config.Root!.Path);
        var root = fixture.Mounts.Last(mount => mount.MountPoint == path);
        return new ContainerFacts
        {
            State = fixture.State,
            Config = fixture.Config,
            Init = Containers.Remappable.Init with { UidMap = fixture.UidMap, GidMap = fixture.GidMap },
            Root = Containers.Remappable.Root with { Path = path, MountId = root.Id },
            Mounts = fixture.Mounts,
            Descriptors = [.. fixture.RootDescriptors
                .Where(fd => fd.Value.MountId == root.Id)
                .Select(fd => new DescriptorFact.Numbered(fd.Key, fd.Value.Flags, "", IsDirectory: true))],
        };
    }
}
