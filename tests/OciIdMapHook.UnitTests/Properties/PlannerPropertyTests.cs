using FsCheck.Fluent;
using FsCheck.NUnit;
using OciIdMapHook.Documents;
using OciIdMapHook.Planning;
using OciIdMapHook.UnitTests.Planning;
using Property = FsCheck.NUnit.PropertyAttribute;

namespace OciIdMapHook.UnitTests.Properties;

[Properties(Arbitrary = [typeof(MountTree), typeof(MapGenerators)], MaxTest = 1000)]
public sealed class PlannerPropertyTests
{
    private const int Root = Containers.RootMountId;

    [Property]
    public bool Two_mounts_never_go_to_one_place(MountTree tree)
    {
        var places = Moves(tree).Select(move => move.RelativePath).ToList();
        return places.Distinct().Count() == places.Count;
    }

    [Property]
    public bool No_child_is_lost_and_no_other_mount_is_moved(MountTree tree) =>
        Moves(tree).Select(move => move.MountId).Concat(Plan(tree).HiddenMounts).Order()
            .SequenceEqual(tree.ChildrenOf(Root).Select(mount => mount.Id).Order());

    [Property]
    public bool Every_mount_comes_along_with_a_moved_one_or_stays_behind_with_a_hidden_one(MountTree tree) =>
        Moves(tree).Select(move => move.MountId).Concat(Plan(tree).HiddenMounts).Sum(tree.CountTreeAt) == tree.Mounts.Count;

    [Property]
    public bool A_stack_is_every_mount_on_its_place_from_the_bottom_up(MountTree tree) => Moves(tree).All(move =>
    {
        int[] stack = [move.MountId, .. move.StackedAbove];
        var place = Containers.RootPath + "/" + move.RelativePath;
        var isChain = stack.Skip(1).Zip(stack).All(pair => tree.Mounts.Single(m => m.Id == pair.First).ParentId == pair.Second);
        return isChain && tree.Mounts.Where(m => m.MountPoint == place).Select(m => m.Id).ToHashSet().SetEquals(stack);
    });

    [Property]
    public bool Only_what_another_child_hides_stays_behind(MountTree tree)
    {
        var children = tree.ChildrenOf(Root).ToList();
        var hidden = children.Where(inner => children.Exists(outer =>
            inner.MountPoint != outer.MountPoint
            && inner.MountPoint.StartsWith(outer.MountPoint + "/", StringComparison.Ordinal)));
        return Plan(tree).HiddenMounts.ToHashSet().SetEquals(hidden.Select(mount => mount.Id));
    }

    [Property]
    public bool An_idmapped_root_that_shows_the_container_s_host_ids_is_never_remapped(
        MountTree tree, bool isAlways, ushort uid, ushort gid)
    {
        var facts = Facts(tree).WithOwner(100_000u + (uid % 65_536u), 100_000u + (gid % 65_536u))
            .WithMode(isAlways ? "always" : "auto");
        return Planner.Decide(facts with
        {
            Mounts = [.. facts.Mounts.Select(m => m.Id == Root ? m with { Options = "rw,idmapped" } : m)],
        }) is Decision.NothingToDo;
    }

    [Property]
    public bool A_shifted_root_is_never_remapped(MountTree tree, ushort uid, ushort gid) =>
        Planner.Decide(Facts(tree).WithOwner(100_000u + (uid % 65_536u), 100_000u + (gid % 65_536u))) is Decision.NothingToDo;

    [Property]
    public bool A_remapped_root_always_has_an_owner_that_the_container_sees(ValidRanges ranges, ushort uid, ushort gid)
    {
        return Planner.Decide(WithMap(ranges).WithOwner(uid, gid)) is not Decision.Remap(var plan)
            || (plan.Maps.Uids.ToHost(uid) is not null && plan.Maps.Gids.ToHost(gid) is not null);
    }

    [Property]
    public bool A_root_is_never_remapped_for_its_folder_alone(ValidRanges ranges, ushort folder, byte count)
    {
        var map = ranges.Ranges;
        var shifted = map.Select(range => range.HostId)
            .Where(id => !map.Any(range => id >= range.ContainerId && id - range.ContainerId < range.Size));
        var entries = shifted.SelectMany(id => Enumerable.Repeat(new Owner(id, id), 1 + count)).ToList();
        var facts = WithMap(ranges).WithOwner(folder, folder);
        return entries.Count == 0
            || Planner.Decide(facts with { Root = facts.Root with { Entries = entries } }) is not Decision.Remap;
    }

    [Property]
    public bool Outside_the_first_user_namespace_only_always_refuses(
        MountTree tree, ValidRanges ranges, ushort folder, ushort[] entries)
    {
        var facts = WithMap(ranges).WithMounts([.. tree.Mounts]);
        return Planner.Decide(facts with
        {
            Init = facts.Init with { IsMadeByHostsRoot = false },
            Root =
                facts.Root with { Owner = new Owner(folder, folder), Entries = [.. entries.Select(id => new Owner(id, id))] },
        }) is not Decision.Refusal;
    }

    [Property]
    public bool The_documents_decide_nothing_that_all_facts_would_not(
        MountTree tree, ValidRanges ranges, bool isShared, bool isNever, bool asksForIds)
    {
        var facts = WithDocuments(Facts(tree), isNever, asksForIds);
        facts = facts with { Init = facts.Init with { UidMap = ranges.Ranges, SharesHookMountNamespace = isShared } };
        return Planner.DecideFromDocuments(facts.State, facts.Config) is not { } early
            || early.Decision.Equals(Planner.Decide(early.HoldsForEveryInit ? facts : facts.WithHooksUserNamespace()));
    }

    /// <summary>A property holds of whatever is never made.</summary>
    [Test]
    public void What_the_properties_are_about_is_made()
    {
        var trees = MountTree.Trees().Generator.Sample(1000);
        var owners = MapGenerators.ValidRanges().Generator.Sample(1000)
            .Select(ranges => Planner.Decide(WithMap(ranges).WithOwner(5, 7))).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(trees, Has.Some.Matches<MountTree>(tree => tree.Mounts.Count == 0));
            Assert.That(trees, Has.Some.Matches<MountTree>(tree => tree.Mounts.Count >= 10));
            Assert.That(trees, Has.Some.Matches<MountTree>(tree => Moves(tree).Any(move => move.StackedAbove.Any())), "stacks");
            Assert.That(trees, Has.Some.Matches<MountTree>(tree => Plan(tree).HiddenMounts.Any()), "hidden ones");
            Assert.That(trees, Has.Some.Matches<MountTree>(tree => tree.CountTreeAt(Root) > tree.ChildrenOf(Root).Count() + 1));
            Assert.That(trees, Has.Some.Matches<MountTree>(tree =>
                !tree.Mounts.Select(mount => mount.Id).SequenceEqual(tree.Mounts.Select(mount => mount.Id).Order())));
            Assert.That(owners, Has.Some.InstanceOf<Decision.Remap>());
            Assert.That(owners, Has.Some.Not.InstanceOf<Decision.Remap>());
            Assert.That(EarlyOf(isNever: true, asksForIds: true), Is.True, "It holds for every init");
            Assert.That(EarlyOf(isNever: false, asksForIds: false), Is.False, "It holds for some");
            Assert.That(EarlyOf(isNever: false, asksForIds: true), Is.Null, "The documents decide nothing");
        });
    }

    private static bool? EarlyOf(bool isNever, bool asksForIds)
    {
        var facts = WithDocuments(Containers.Remappable, isNever, asksForIds);
        return Planner.DecideFromDocuments(facts.State, facts.Config)?.HoldsForEveryInit;
    }

    private static ContainerFacts WithDocuments(ContainerFacts facts, bool isNever, bool asksForIds)
    {
        facts = asksForIds ? facts : facts.With(new OciLinux { Namespaces = [Containers.NewMount] });
        return isNever ? facts.WithMode("never") : facts;
    }

    private static ContainerFacts WithMap(ValidRanges ranges) => Containers.Remappable with
    {
        Config = Containers.Remappable.Config with { Linux = Containers.Linux with { UidMappings = [], GidMappings = [] } },
        Init = Containers.Remappable.Init with { UidMap = ranges.Ranges, GidMap = ranges.Ranges },
    };

    private static ContainerFacts Facts(MountTree tree) => Containers.Remappable.WithMounts([.. tree.Mounts]);

    private static RemapPlan Plan(MountTree tree) => Facts(tree).Plan();

    private static IReadOnlyList<SubmountMove> Moves(MountTree tree) => Plan(tree).Submounts;
}
