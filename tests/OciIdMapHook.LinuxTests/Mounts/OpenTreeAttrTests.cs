using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;

namespace OciIdMapHook.LinuxTests.Mounts;

/// <summary>open_tree_attr on mounts that are idmapped already. Its number is in no header of the oldest Debian in use.</summary>
public sealed class OpenTreeAttrTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-tree-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_copy_of_an_idmapped_mount_gets_another_map() => OwnThread.Run(() =>
    {
        using var idmapped = AttachIdmapped(200_000);
        using var copy = CloneIdmapped(idmapped, 100_000, "tmpfs", recursive: false);

        Assert.Multiple(() =>
        {
            Assert.That(Linux.Files.Status(idmapped).Uid, Is.EqualTo(200_000));
            Assert.That(Linux.Files.Status(copy) is { Uid: 100_000, Gid: 100_000 });
        });
    });

    [Test]
    public void What_is_mounted_below_gets_it_too_where_that_is_asked() => OwnThread.Run(() =>
    {
        using var idmapped = AttachIdmapped(200_000);
        AttachBelow(idmapped);
        using var copy = CloneIdmapped(idmapped, 100_000, "tmpfs", recursive: true);

        Assert.That(Linux.Files.Status(copy, "below") is { Uid: 100_000, IsMountRoot: true });
    });

    [Test]
    public void A_file_system_that_cannot_be_idmapped_is_named() => OwnThread.Run(() =>
    {
        using var proc = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, "/proc", OpenFlags.Path);

        Assert.That(
            () => CloneIdmapped(proc, 100_000, "proc", recursive: false),
            Throws.TypeOf<UnmappableFileSystemException>().With.Message.Contain(
                "no Linux known to this hook supports idmapped mounts of proc"));
    });

    private FileDescriptor AttachIdmapped(uint hostId)
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        using var mount = NewTmpfs();
        Directory.CreateDirectory($"{Linux.Files.LinkTo(mount)}/below");
        using var copy = CloneIdmapped(mount, hostId, "tmpfs", recursive: false);
        return Attach(copy, FileDescriptor.WorkingDirectory, folder);
    }

    private static void AttachBelow(FileDescriptor folder)
    {
        using var mount = NewTmpfs();
        Attach(mount, folder, "below").Dispose();
    }

    private static FileDescriptor NewTmpfs()
    {
        using var context = FileSystemContext.Open("tmpfs");
        context.Create();
        return context.Mount();
    }

    private static FileDescriptor Attach(FileDescriptor mount, FileDescriptor from, string path)
    {
        using var place = Linux.Files.OpenAt(from, path, OpenFlags.Path | OpenFlags.Directory);
        Linux.Mounts.Move(mount, place, "a tmpfs", path);
        return Linux.Files.OpenAt(from, path, OpenFlags.Path | OpenFlags.Directory);
    }

    private static FileDescriptor CloneIdmapped(FileDescriptor root, uint hostId, string fileSystemType, bool recursive)
    {
        using var userNamespace = UserNamespace.Create($"0 {hostId} 65536\n", $"0 {hostId} 65536\n");
        return Linux.Mounts.CloneIdmapped(root, userNamespace, "a mount", fileSystemType, recursive);
    }
}
