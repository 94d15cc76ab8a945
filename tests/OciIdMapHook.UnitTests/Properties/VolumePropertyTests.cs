using FsCheck.NUnit;
using OciIdMapHook.Planning;
using OciIdMapHook.UnitTests.Planning;

namespace OciIdMapHook.UnitTests.Properties;

/// <summary>
/// Every mount of a random tree is a volume that asks, each third of them recursively; each fourth is idmapped already.
/// </summary>
[Properties(Arbitrary = [typeof(MountTree)], MaxTest = 1000)]
public sealed class VolumePropertyTests
{
    [FsCheck.NUnit.Property]
    public bool No_volume_is_planned_twice(MountTree tree)
    {
        var planned = Plan(tree).Select(volume => volume.MountId).ToList();
        return planned.Distinct().Count() == planned.Count;
    }

    [FsCheck.NUnit.Property]
    public bool None_is_planned_that_is_idmapped(MountTree tree) =>
        Plan(tree).All(volume => !IsIdmapped(volume.MountId));

    [FsCheck.NUnit.Property]
    public bool Every_other_one_that_a_path_finds_is_planned(MountTree tree) =>
        Planner.Decide(Facts(tree)) is Decision.Refusal
        || Plan(tree).Select(volume => volume.MountId).ToHashSet().SetEquals(
            Seen(tree).Values.Where(id => id >= 100 && !IsIdmapped(id)));

    [FsCheck.NUnit.Property]
    public bool None_comes_after_one_that_it_lies_in(MountTree tree)
    {
        var paths = Plan(tree).Select(volume => volume.RelativePath + "/").ToList();
        return paths.Select((path, i) => (path, i)).All(one =>
            paths.Take(one.i).All(before => !one.path.StartsWith(before, StringComparison.Ordinal)));
    }

    [FsCheck.NUnit.Property]
    public bool Its_parts_and_guests_and_what_lies_on_them_are_all_that_is_mounted_below_it(MountTree tree) =>
        Plan(tree).All(volume => tree.CountTreeAt(volume.MountId)
            == volume.SourceMounts.Count + volume.Submounts.Sum(submount => tree.CountTreeAt(submount.MountId)));

    private static bool IsIdmapped(int id) => id % 4 == 0;

    private static IReadOnlyList<VolumePlan> Plan(MountTree tree) => Planner.Decide(Facts(tree)) switch
    {
        Decision.RemapVolumes volumes => volumes.Plan.Volumes,
        _ => [],
    };

    private static ContainerFacts Facts(MountTree tree)
    {
        var mounts = tree.Mounts.OrderBy(mount => mount.Id).ToList();
        var seen = Seen(tree);
        var facts = Containers.Remappable.WithMode("never")
            .WithMounts([.. tree.Mounts.Select(mount => mount with { Options = IsIdmapped(mount.Id) ? "rw,idmapped" : "rw" })]);
        return facts with
        {
            Config = facts.Config with
            {
                Mounts = [.. mounts.Select(mount => Volumes.Bind(
                    mount.MountPoint[Containers.RootPath.Length..], mount.Id % 3 == 0 ? "ridmap" : "idmap"))],
            },
            Volumes = [.. mounts.Select((mount, i) => new VolumeFact(
                i, seen[mount.MountPoint], mounts.Find(
                    other => other.Id == seen[mount.MountPoint])?.MountPoint == mount.MountPoint, ShowsSource: true))],
        };
    }

    /// <summary>Which mount a path to each place finds, as the kernel walks.</summary>
    private static Dictionary<string, int> Seen(MountTree tree) =>
        tree.Mounts.Select(mount => mount.MountPoint).Distinct().ToDictionary(
        place => place,
        place =>
        {
            var id = Containers.RootMountId;
            for (var end = place.IndexOf('/', Containers.RootPath.Length + 1); ; end = place.IndexOf('/', end + 1))
            {
                var path = end < 0 ? place : place[..end];
                while (tree.Mounts.FirstOrDefault(mount => mount.ParentId == id && mount.MountPoint == path) is { } above)
                    id = above.Id;

                if (end < 0)
                    return id;
            }
        },
        StringComparer.Ordinal);
}
