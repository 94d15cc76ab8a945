using FsCheck;
using FsCheck.Fluent;
using OciIdMapHook.Documents;
using OciIdMapHook.UnitTests.Planning;

namespace OciIdMapHook.UnitTests.Properties;

/// <summary>
/// A mount table made by mounting at some paths below the rootfs one after the other, as the kernel does it: a mount is put on
/// what its path shows at that time.
/// </summary>
public sealed record MountTree(IReadOnlyList<MountEntry> Mounts)
{
    private static readonly string[] Places = ["/a", "/b", "/a/b", "/a/b/c", "/ab", "/b/a"];

    public static Arbitrary<MountTree> Trees() => (
        from places in Gen.Elements(Places).ArrayOf()
        let mounts = Make(places.Take(12))
        from shuffled in Gen.Shuffle(mounts)
        from isShuffled in Gen.Elements(true, false)
        select new MountTree(isShuffled ? shuffled : mounts)).ToArbitrary();

    public IEnumerable<MountEntry> ChildrenOf(int id) => Mounts.Where(mount => mount.ParentId == id);

    public int CountTreeAt(int id) => 1 + ChildrenOf(id).Sum(child => CountTreeAt(child.Id));

    private static MountEntry[] Make(IEnumerable<string> places)
    {
        var mounts = new List<MountEntry>();
        foreach (var place in places)
        {
            var parent = Containers.RootMountId;
            for (var end = place.IndexOf('/', 1); ; end = place.IndexOf('/', end + 1))
            {
                parent = Enter(mounts, parent, Containers.RootPath + (end < 0 ? place : place[..end]));
                if (end < 0)
                    break;
            }

            mounts.Add(Containers.Mount(100 + mounts.Count, parent, Containers.RootPath + place));
        }

        return [.. mounts];
    }

    private static int Enter(List<MountEntry> mounts, int parent, string path) =>
        mounts.Find(mount => mount.ParentId == parent && mount.MountPoint == path) is { } above
            ? Enter(mounts, above.Id, path)
            : parent;
}
