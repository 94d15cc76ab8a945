using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Mounts;

/// <summary>listmount and statmount against the mount table, in a mount namespace of the test's own.</summary>
public sealed class MountListTests
{
    private const string Table = "/proc/thread-self/mountinfo";
    private const int More = 150; // than are asked for at once

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-list-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void What_is_below_a_mount_and_over_it_is_what_the_table_says() => OwnThread.Run(() =>
    {
        using var root = MountMany();

        Assert.That(
            MountList.OfThisThread.TryListBelow(root)!.Select(Written).ToList(),
            Is.EqualTo(Below(root)).And.Count.EqualTo(More + 6));
    });

    [Test]
    public void The_ids_of_the_same_ones_are_told_without_their_paths() => OwnThread.Run(() =>
    {
        using var root = MountMany();
        var whole = MountList.OfThisThread.TryListBelow(root)!;
        var listed = MountList.OfThisThread.TryListIdsBelow(root)!;

        Assert.Multiple(() =>
        {
            Assert.That(
                listed.Select(place => (place.Id, place.ParentId)),
                Is.EqualTo(whole.Select(mount => (mount.Id, mount.ParentId))));
            Assert.That(
                listed.Select(MountList.OfThisThread.Find).Select(mount => Written(mount!)), Is.EqualTo(whole.Select(Written)));
        });
    });

    [Test]
    public void A_mount_that_is_gone_is_not_found() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        using var root = Open(folder);
        var inner = Directory.CreateDirectory(Path.Combine(folder, "inner")).FullName;
        Mount(inner);
        var mount = MountList.OfThisThread.TryListIdsBelow(root)!.Single();
        HostProgram.Read("umount", inner);

        Assert.That(MountList.OfThisThread.Find(mount), Is.Null);
    });

    [Test]
    public void It_is_the_same_seen_from_another_mount_namespace() => OwnThread.Run(() =>
    {
        using var own = OpenFile("/proc/thread-self/ns/mnt");
        using var root = MountMany();
        using var other = OpenFile("/proc/thread-self/ns/mnt");
        var expected = Below(root);
        Linux.Namespaces.EnterMountNamespace(own);

        Assert.Multiple(() =>
        {
            Assert.That(MountList.Of(other)!.TryListBelow(root)!.Select(Written), Is.EqualTo(expected));
            Assert.That(MountList.OfThisThread.TryListBelow(root), Is.Null.Or.Empty);
        });
    });

    [Test]
    public void What_a_mount_lies_on_goes_down_to_the_root_of_the_namespace() => OwnThread.Run(() =>
    {
        using var root = MountMany();
        var above = MountList.OfThisThread.TryListAbove(root)!;

        Assert.Multiple(() =>
        {
            Assert.That(above[^1].Id, Is.EqualTo(Linux.Files.Status(root).MountId));
            Assert.That(above.Zip(above.Skip(1)).Select(pair => pair.Second.ParentId == pair.First.Id), Has.All.True);
            Assert.That(above.Select(mount => mount.MountPoint), Has.Member("/"));
        });
    });

    [Test]
    public void A_mount_with_nothing_below_it_has_an_empty_list() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        using var root = Open(folder);

        Assert.That(MountList.OfThisThread.TryListBelow(root), Is.Empty);
    });

    [Test]
    public void A_path_that_is_no_text_is_told_apart() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        using var root = Open(folder);
        HostProgram.Read("bash", "-c", $"mkdir $'{folder}/\\xff' && mount -t tmpfs none $'{folder}/\\xff'");

        Assert.That(MountList.OfThisThread.TryListBelow(root)!.Single().HasText, Is.False);
    });

    private FileDescriptor MountMany()
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        var root = Open(folder);
        for (var i = 0; i < More; i++)
            Mount(Directory.CreateDirectory($"{folder}/{i}").FullName);
        Mount($"{folder}/7");
        Mount(Directory.CreateDirectory($"{folder}/8/in ner").FullName);
        SetFlags("0", MountProperties.ReadOnly | MountProperties.NoSuid | MountProperties.NoDev | MountProperties.NoExec);
        SetFlags("1", MountProperties.NoAtime | MountProperties.NoDirAtime | MountProperties.NoSymFollow);
        SetFlags("2", MountProperties.StrictAtime);
        Bind(Directory.CreateDirectory($"{folder}/3/inside").FullName, $"{folder}/4");
        HostProgram.Read("mount", "--make-shared", $"{folder}/5");
        Bind($"{folder}/5", $"{folder}/6");
        HostProgram.Read("mount", "--make-slave", $"{folder}/6");
        HostProgram.Read("mount", "--make-unbindable", $"{folder}/9");
        Mount(Directory.CreateDirectory($"{folder}/10/a\\b").FullName);
        Mount(folder);
        return root;
    }

    private void SetFlags(string name, MountProperties flags)
    {
        using var mount = Open($"{folder}/{name}");
        Linux.Mounts.AddProperties(mount, flags, name);
    }

    private static void Mount(string path) => Linux.Mounts.Mount("tmpfs", "test", path, isReadOnly: false, "");

    private static void Bind(string source, string target) => HostProgram.Read("mount", "--bind", source, target);

    private List<string> Below(FileDescriptor root)
    {
        var rootId = Linux.Files.Status(root).MountId;
        return MountInfo.ParseAround(File.ReadAllBytes(Table), rootId)
            .Where(mount => mount.Id != rootId && mount.MountPoint.StartsWith(folder, StringComparison.Ordinal))
            .Select(mount => $"{mount.Id} {mount.ParentId} {mount.Device} {mount.Root} {mount.MountPoint} {mount.Options} "
                + $"{mount.OptionalFields} {mount.FileSystemType} {mount.IsIdmapped}")
            .ToList();
    }

    private static string Written(MountStatus mount) =>
        $"{mount.Id} {mount.ParentId} {mount.Device} {mount.Root} {mount.MountPoint} {mount.Options} {mount.Propagation} "
        + $"{mount.FileSystemType} {mount.IsIdmapped}";

    private static FileDescriptor Open(string path) =>
        Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.Path | OpenFlags.Directory);

    private static FileDescriptor OpenFile(string path) =>
        Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly);
}
