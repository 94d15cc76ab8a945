using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Mounts;

/// <summary>listmount and statmount against the mount table, in a mount namespace of the test's own.</summary>
public sealed class ListBelowTests
{
    private const int More = 150; // than are asked for at once

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-list-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void It_lists_what_the_mount_table_has_below_the_mount_and_over_it() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        using var root = Open(folder);
        for (var i = 0; i < More; i++)
            Mount(Directory.CreateDirectory($"{folder}/{i}").FullName);
        Mount($"{folder}/7");
        Mount(Directory.CreateDirectory($"{folder}/8/in ner").FullName);
        Mount(folder);

        var rootId = Linux.Files.Status(root).MountId;
        var expected = MountInfo.ParseAround(File.ReadAllBytes("/proc/thread-self/mountinfo"), rootId)
            .Where(mount => mount.Id != rootId && mount.MountPoint.StartsWith(folder, StringComparison.Ordinal))
            .Select(mount => new MountStatus(mount.Id, mount.ParentId, mount.MountPoint, mount.IsIdmapped));
        Assert.That(Linux.Mounts.ListBelow(root), Is.EquivalentTo(expected).And.Count.EqualTo(More + 3));
    });

    [Test]
    public void A_mount_with_nothing_below_it_has_an_empty_list() => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount(folder);
        using var root = Open(folder);
        Assert.That(Linux.Mounts.ListBelow(root), Is.Empty);
    });

    private static void Mount(string path) => Linux.Mounts.Mount("tmpfs", "test", path, isReadOnly: false, "");

    private static FileDescriptor Open(string path) =>
        Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.Path | OpenFlags.Directory);
}
