using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.UnitTests.Operations.Mount;

public sealed class MountRulesTests
{
    private const ushort Folder = 0x4000;
    private const ushort RegularFile = 0x8000;

    [TestCase("/srv/a", "/mnt/a")]
    [TestCase("/srv/a", "/srv/a")]
    [TestCase("/srv/a", "/srv/ab")]
    [TestCase("/srv/a", "/srv")]
    public void A_folder_may_be_mounted_on_another_and_on_itself(string source, string target) =>
        Assert.That(MountRules.FindFault(Facts(source, target), isRecursive: true), Is.Null);

    [TestCase("/srv/a", "/srv/a/b")]
    [TestCase("/", "/mnt")]
    public void A_folder_is_not_mounted_inside_itself(string source, string target) =>
        Assert.That(
            MountRules.FindFault(Facts(source, target), isRecursive: false),
            Does.StartWith($"{target} lies inside {source}, whose files"));

    [Test]
    public void A_file_goes_on_a_file_and_a_folder_on_a_folder()
    {
        Assert.That(
            MountRules.FindFault(Facts("/a", "/b") with { TargetStatus = Status(RegularFile) }, isRecursive: false),
            Does.StartWith("/a is a folder and /b is none"));
        Assert.That(
            MountRules.FindFault(Facts("/a", "/b") with { SourceStatus = Status(RegularFile) }, isRecursive: false),
            Does.StartWith("/b is a folder and /a is none"));
        Assert.That(
            MountRules.FindFault(
                Facts("/a", "/a/b") with { SourceStatus = Status(RegularFile), TargetStatus = Status(RegularFile) },
                isRecursive: false),
            Is.Null);
    }

    [Test]
    public void What_is_idmapped_below_matters_only_if_it_comes_along()
    {
        var facts = Facts("/srv/a", "/mnt/a") with { Below = [Mount(2, 1, "/srv/a/b", "rw,idmapped")] };

        Assert.That(MountRules.FindFault(facts, isRecursive: false), Is.Null);
        Assert.That(MountRules.FindFault(facts, isRecursive: true), Does.Contain("/srv/a/b, which is idmapped already"));
    }

    [Test]
    public void Mounts_below_are_found_by_their_parents_and_not_by_their_names()
    {
        MountEntry[] table =
        [
            Mount(1, 1, "/", "rw"), Mount(2, 1, "/srv/a/b", "rw"), Mount(3, 2, "/srv/a/b/c", "rw"),
            Mount(4, 9, "/srv/a/b", "rw"), Mount(5, 1, "/srv/ab", "rw"), Mount(6, 6, "/srv/a/x", "rw"),
        ];

        Assert.That(MountsBelow.Of(table, 1, "/srv/a").Select(mount => mount.Id), Is.EqualTo([2, 3]));
    }

    private static MountFacts Facts(string source, string target) =>
        new(source, target, Status(Folder), Status(Folder), Mount(1, 1, "/", "rw"), []);

    private static FileStatus Status(ushort mode) => new(1, 2, 1, mode, 0, 0, IsMountRoot: false);

    private static MountEntry Mount(int id, int parent, string path, string options) => new()
    {
        Id = id,
        ParentId = parent,
        Device = "8:1",
        Root = "/",
        MountPoint = path,
        Options = options,
        FileSystemType = "ext4",
    };
}
