using System.Runtime.InteropServices;
using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

/// <summary>
/// Mount points are made in the rootfs and nowhere else, whatever links are in it and whoever changes them meanwhile.
/// </summary>
[NonParallelizable]
public sealed partial class MountPointTests
{
    private string folder = "";

    private string Root => $"{folder}/root";

    private string Outside => $"{folder}/outside";

    [SetUp]
    public void MakeFolders()
    {
        folder = Directory.CreateTempSubdirectory("oci-idmap-points-").FullName;
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Outside);
        File.WriteAllText($"{folder}/file", "");
    }

    [TearDown]
    public void RemoveFolders() => Directory.Delete(folder, recursive: true);

    [TestCase("../../../..", "hosts")]
    [TestCase("/", "hosts")]
    [TestCase("/real", "real/hosts")]
    [TestCase("real/../real/.", "real/hosts")]
    public void A_folder_that_is_a_link_leads_to_one_in_the_rootfs(string link, string made)
    {
        Directory.CreateDirectory($"{Root}/real");
        File.CreateSymbolicLink($"{Root}/etc", link);

        Assert.That(Make("/etc/hosts", isFile: true), Is.Null);

        Assert.That(File.Exists($"{Root}/{made}"));
        Assert.That(Directory.EnumerateFileSystemEntries(Outside), Is.Empty);
    }

    [TestCase("/etc/shadow", "etc/shadow")]
    [TestCase("../../../../../../etc/not-there", "etc/not-there")]
    [TestCase("beside", "beside", TestName = "A_file_behind_a_link_of_one_name_is_made_where_crun_makes_it")]
    public void A_file_behind_a_link_that_leads_nowhere_is_made_in_the_rootfs(string link, string made)
    {
        Directory.CreateDirectory($"{Root}/etc");
        File.CreateSymbolicLink($"{Root}/etc/hosts", link);

        Assert.That(Make("/etc/hosts", isFile: true), Is.Null);

        Assert.That(File.Exists($"{Root}/{made}"));
        Assert.That(new FileInfo($"{Root}/etc/hosts").LinkTarget, Is.EqualTo(link));
    }

    [Test]
    public void Links_that_lead_to_each_other_are_left()
    {
        File.CreateSymbolicLink($"{Root}/one", "/two");
        File.CreateSymbolicLink($"{Root}/two", "/one");

        Assert.That(Make("/one/folder", isFile: false), Does.Contain("too many links lead to each other"));
    }

    [Test]
    public void A_file_on_the_way_is_left()
    {
        File.WriteAllText($"{Root}/file", "");

        Assert.That(Make("/file/below", isFile: false), Does.StartWith("/file/below:"));
        Assert.That(File.ReadAllText($"{Root}/file"), Is.Empty);
    }

    [Test]
    public void Everything_has_the_modes_that_it_is_to_have()
    {
        Assert.That(Make("/a/b/file", isFile: true), Is.Null);

        Assert.That(File.GetUnixFileMode($"{Root}/a/b"), Is.EqualTo((UnixFileMode)0x1ED));
        Assert.That(File.GetUnixFileMode($"{Root}/a/b/file"), Is.EqualTo((UnixFileMode)0x1C0));
    }

    /// <summary>The folder on the way is a link to the outside at every other moment.</summary>
    [Test]
    public void Nothing_is_made_outside_while_a_folder_and_a_link_are_exchanged()
    {
        Directory.CreateDirectory($"{Root}/way");
        File.CreateSymbolicLink($"{Root}/trap", Outside);
        using var end = new CancellationTokenSource();
        var exchange = Task.Run(() => Exchange(end.Token));
        var made = 0;
        for (var round = 0; round < 4000; round++)
            made += Make($"/way/new{round}/below", isFile: false) is null ? 1 : 0;
        end.Cancel();
        exchange.Wait();

        Assert.That(Directory.EnumerateFileSystemEntries(Outside), Is.Empty);
        Assert.That(made, Is.Positive);
    }

    /// <summary>It lies in a folder that another mount covers: where it led before is not covered.</summary>
    [Test]
    public void A_link_that_another_mount_covers_leads_nowhere()
    {
        Directory.CreateDirectory($"{Root}/covered");
        Directory.CreateDirectory($"{Root}/real/place");
        File.CreateSymbolicLink($"{Root}/covered/link", "/real/place");

        Assert.That(Make(Folder("/covered"), Folder("/covered/link"), Folder("/real/place/new")), Is.Null);

        Assert.That(Directory.Exists($"{Root}/real/place/new"));
    }

    [Test]
    public void A_link_that_is_no_text_leaves_what_comes_before_it_alone()
    {
        Directory.CreateDirectory($"{Root}/covered");
        Assert.That(SymbolicLink([0xFF, 0], $"{Root}/odd"), Is.Zero);
        Assert.That(SymbolicLink([0xFF, 0], $"{Root}/covered/odd"), Is.Zero);

        var left = Make(
            Folder("/covered"), Folder("/covered/odd/below"), Folder("/first"), Folder("/odd/below"), Folder("/last"));

        Assert.That(left, Does.StartWith("/odd/below: ").And.Contain("is not UTF-8"));
        Assert.That(Directory.Exists($"{Root}/first") && !Directory.Exists($"{Root}/last"));
    }

    [Test]
    public void A_way_that_leaves_a_missing_folder_again_is_gone_as_crun_goes_it()
    {
        Directory.CreateDirectory($"{Root}/there");

        Assert.That(Make(Folder("/a/b/../../there/../c"), Folder("/new/../there")), Is.Null);

        Assert.That(Directory.Exists($"{Root}/a/b") && Directory.Exists($"{Root}/c") && Directory.Exists($"{Root}/new"));
    }

    [TestCase("mounted/../new", "")]
    [TestCase("/new", "")]
    [TestCase("mounted/new", "/way/below: it would lie in a mount that the host has in the rootfs")]
    public void Only_what_lies_in_a_mount_of_the_hosts_is_left(string link, string expected)
    {
        Directory.CreateDirectory($"{Root}/mounted");
        File.CreateSymbolicLink($"{Root}/way", link);
        HostProgram.Read("mount", "-t", "tmpfs", "tmpfs", $"{Root}/mounted");
        try
        {
            Assert.That(Make(RuntimeHabits.Runc, Folder("/way/below")) ?? "", Is.EqualTo(expected));
            Assert.That(Directory.Exists($"{Root}/new/below"), Is.EqualTo(expected.Length == 0));
        }
        finally
        {
            HostProgram.Read("umount", $"{Root}/mounted");
        }
    }

    private void Exchange(CancellationToken end)
    {
        const uint RenameExchange = 2;
        while (!end.IsCancellationRequested)
            Assert.That(RenameAt2(-100, $"{Root}/way", -100, $"{Root}/trap", RenameExchange), Is.Zero);
    }

    private string? Make(string destination, bool isFile) =>
        Make(new OciMount { Destination = destination, Type = "bind", Source = isFile ? $"{folder}/file" : Outside });

    private string? Make(params OciMount[] mounts) => Make(RuntimeHabits.Crun, mounts);

    private OciMount Folder(string destination) => new() { Destination = destination, Type = "bind", Source = Outside };

    /// <returns>What was left, and why; null where all was made.</returns>
    private string? Make(RuntimeHabits runtime, params OciMount[] mounts)
    {
        using var root = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, Root, OpenFlags.Path | OpenFlags.Directory);
        var plan = MountPoints.Find(root, new Bundle(folder, new OciConfig { Mounts = mounts }), [Root], runtime);
        MountPoints.Make(root, plan.Missing, Remap, out var left);
        return left ?? plan.Left;
    }

    private static readonly RemapPlan Remap = new()
    {
        Maps = new IdMaps(Map, Map),
        UserNamespace = UserNamespaceSource.MadeFromMaps,
        RootPath = "/",
        RootMountId = 1,
        Replacement = new ReplacementRoot.IdmappedClone(),
        Submounts = [],
        ReopenedDescriptors = [],
    };

    private static IdMap Map => IdMap.TryCreate([new IdRange(0, 100_000, 65_536)], "uid", out var map, out var reason)
        ? map
        : throw new InvalidOperationException(reason);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int oldFolder, string oldName, int newFolder, string newName, uint flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "symlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SymbolicLink(byte[] target, string path);
}
