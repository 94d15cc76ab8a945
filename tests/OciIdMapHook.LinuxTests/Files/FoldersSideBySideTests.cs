using System.Text;
using OciIdMapHook.Linux;

namespace OciIdMapHook.LinuxTests.Files;

/// <summary>A walk through a copy and its original together.</summary>
public sealed class FoldersSideBySideTests
{
    private readonly List<string> seen = [];
    private string path = "";

    [SetUp]
    public void Create()
    {
        seen.Clear();
        path = Directory.CreateTempSubdirectory("side-by-side-").FullName;
    }

    [TearDown]
    public void Remove() => Directory.Delete(path, recursive: true);

    [Test]
    public void Are_seen_where_both_have_a_file_and_through_no_link()
    {
        foreach (var side in new[] { "copy", "original" })
        {
            Directory.CreateDirectory($"{path}/{side}/both/deeper");
            File.WriteAllText($"{path}/{side}/both/deeper/file", "");
            Directory.CreateDirectory($"{path}/{side}/only-in-{side}/x");
        }

        Directory.CreateSymbolicLink($"{path}/copy/link", "both");
        Directory.CreateDirectory($"{path}/original/link/deeper");

        Walk();

        Assert.That(seen, Is.EquivalentTo(["both", "deeper", "file", "link"]));
    }

    [Test]
    public void May_be_as_deep_as_a_path_can_be()
    {
        var deep = string.Concat(Enumerable.Repeat("/d", 1500));
        Directory.CreateDirectory($"{path}/copy{deep}");
        Directory.CreateDirectory($"{path}/original{deep}");

        Walk();

        Assert.That(seen, Has.Count.EqualTo(1500));
    }

    [Test]
    public void That_are_deeper_are_refused_with_the_reason()
    {
        MakeDeeperThanAPath("copy");
        MakeDeeperThanAPath("original");

        Assert.That(Walk, Throws.TypeOf<LinuxException>().With.Message.Contains("folders are nested too deeply"));
        using var removal = System.Diagnostics.Process.Start("/bin/rm", ["-rf", $"{path}/copy", $"{path}/original"]);
        removal.WaitForExit();
    }

    [Test]
    public void Keep_special_bits_that_are_restored()
    {
        File.WriteAllText($"{path}/file", "");
        File.SetUnixFileMode($"{path}/file", (UnixFileMode)Convert.ToInt32("6755", 8));
        using var folder = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, path, OpenFlags.ReadOnly | OpenFlags.Directory);
        var before = Linux.Files.Status(folder, "file");

        Linux.Files.ChangeOwner(folder, "file\0"u8, 33, Linux.Files.KeepOwner);
        Assert.That(Linux.Files.Status(folder, "file").Permissions, Is.EqualTo(Convert.ToInt32("755", 8)));
        Linux.Files.RestoreMode(folder, "file\0"u8, before);

        Assert.That(Linux.Files.Status(folder, "file"), Is.EqualTo(before with { Uid = 33 }));
    }

    private void MakeDeeperThanAPath(string side)
    {
        var name = new string('d', 250);
        var folder = Linux.Files.OpenAt(
            FileDescriptor.WorkingDirectory, Directory.CreateDirectory($"{path}/{side}").FullName,
            OpenFlags.Path | OpenFlags.Directory);
        for (var depth = 0; depth < 17; depth++)
        {
            Linux.Files.MakeDirectory(folder, name, side);
            var deeper = Linux.Files.OpenAt(folder, name, OpenFlags.Path | OpenFlags.Directory);
            folder.Dispose();
            folder = deeper;
        }

        folder.Dispose();
    }

    private void Walk()
    {
        using var copy = Linux.Files.OpenAt(
            FileDescriptor.WorkingDirectory, $"{path}/copy", OpenFlags.Path | OpenFlags.Directory);
        using var original = Linux.Files.OpenAt(
            FileDescriptor.WorkingDirectory, $"{path}/original", OpenFlags.Path | OpenFlags.Directory);
        FileTree.WalkBeside(copy, original, (_, entry, _, _) => seen.Add(Encoding.UTF8.GetString(entry[..^1])));
    }
}
