using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Files;

/// <summary>Files that are made, renamed, linked and removed by their folder's descriptor.</summary>
public sealed class ChangedFilesTests
{
    private string path = "";
    private FileDescriptor folder = null!;

    [SetUp]
    public void Create()
    {
        path = Directory.CreateTempSubdirectory("changed-files-").FullName;
        folder = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly | OpenFlags.Directory);
    }

    [TearDown]
    public void Remove()
    {
        folder.Dispose();
        Directory.Delete(path, recursive: true);
    }

    [Test]
    public void Have_the_mode_and_the_content_that_they_were_made_with()
    {
        using (var file = Linux.Files.Create(folder, "new", Convert.ToUInt32("4755", 8)))
        {
            Linux.Files.WriteAll(file, "content"u8, "new");
            Linux.Files.Synchronize(file, "new");
        }

        Linux.Files.Synchronize(folder, path);
        Assert.That(File.ReadAllText(path + "/new"), Is.EqualTo("content"));
        Assert.That(Convert.ToString((int)File.GetUnixFileMode(path + "/new"), 8), Is.EqualTo("4755"));
    }

    [Test]
    public void Are_not_made_over_others()
    {
        File.WriteAllText(path + "/old", "");

        Assert.That(
            () => Linux.Files.Create(folder, "old", 0),
            Throws.InstanceOf<LinuxException>().With.Property("Errno").EqualTo(Errno.EEXIST));
    }

    [Test]
    public void Take_the_place_of_others_by_a_rename()
    {
        File.WriteAllText(path + "/old", "old");
        File.WriteAllText(path + "/new", "new");

        Linux.Files.Link(folder, "old", "kept");
        Linux.Files.Rename(folder, "new", "old");

        Assert.That(File.ReadAllText(path + "/old"), Is.EqualTo("new"));
        Assert.That(File.ReadAllText(path + "/kept"), Is.EqualTo("old"));
        Assert.That(File.Exists(path + "/new"), Is.False);
    }

    [Test]
    public void Do_not_take_the_place_of_a_folder()
    {
        File.WriteAllText(path + "/file", "");
        Directory.CreateDirectory(path + "/folder");

        Assert.That(
            () => Linux.Files.Rename(folder, "file", "folder"),
            Throws.InstanceOf<LinuxException>().With.Message.EndsWith("a folder has that name; move it away"));
        Assert.That(
            () => Linux.Files.Link(folder, "folder", "second"),
            Throws.InstanceOf<LinuxException>().With.Message.Contains("it is a folder"));
    }

    [Test]
    public void Are_links_themselves_when_they_are_linked_and_removed()
    {
        File.CreateSymbolicLink(path + "/link", "nowhere");

        Linux.Files.Link(folder, "link", "second");
        Linux.Files.Unlink(folder, "link");

        Assert.That(new FileInfo(path + "/second").LinkTarget, Is.EqualTo("nowhere"));
        Assert.That(Linux.Files.UnlinkIfThere(folder, "link"), Is.False);
        Assert.That(Linux.Files.UnlinkIfThere(folder, "second"), Is.True);
        Assert.That(() => Linux.Files.Unlink(folder, "second"), Throws.InstanceOf<LinuxException>());
    }

    [Test]
    public void Are_made_in_folders_that_are_made_once()
    {
        Assert.That(Linux.Files.MakePublicDirectory(folder, "public", path), Is.True);
        Assert.That(Linux.Files.MakePublicDirectory(folder, "public", path), Is.False);
        Assert.That(
            () => Linux.Files.MakePublicDirectory(folder, "no/where", path),
            Throws.InstanceOf<LinuxException>().With.Property("Errno").EqualTo(Errno.ENOENT));
    }

    [Test]
    public void Are_locked_by_one_at_a_time()
    {
        using (var first = Linux.Files.OpenAt(folder, ".", OpenFlags.ReadOnly))
        {
            Assert.That(Linux.Files.TryLock(first, path), Is.True);
            Assert.That(Linux.Files.TryLock(folder, path), Is.False);
        }

        Assert.That(Linux.Files.TryLock(folder, path), Is.True);
    }
}
