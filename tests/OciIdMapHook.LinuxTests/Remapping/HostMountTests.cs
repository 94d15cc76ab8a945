using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

/// <summary>Mounts below a root, while somebody changes folders and mounts between the look and the act.</summary>
[NonParallelizable]
public sealed class HostMountTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("oci-idmap-host-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Each_comes_along_with_its_own_flags_though_folders_were_exchanged_since_they_were_looked_at() =>
        OwnThread.Run(() =>
    {
        using var root = MountSome();
        using var tree = HostTree.CopyOf(root, folder);
        Directory.Move($"{folder}/p", $"{folder}/x");
        Directory.Move($"{folder}/q", $"{folder}/p");
        Directory.Move($"{folder}/x", $"{folder}/q");

        Assert.That(
            Show(tree, PlanOf(tree.Facts)),
            Is.EquivalentTo(["/p/b rw", "/q/b ro", "/q/b/inner rw", "/q/covered rw", "/q/covered rw"]));
    });

    [Test]
    public void One_that_the_container_has_no_copy_of_is_left_out() => OwnThread.Run(() =>
    {
        using var root = MountSome();
        using var tree = HostTree.CopyOf(root, folder);
        var left = tree.Facts.Where(fact => fact.RelativePath.StartsWith("p/b", StringComparison.Ordinal)).ToArray();
        var plan = PlanOf(tree.Facts.Except(left)) with { HostMountsLeftOut = [.. left.Select(fact => fact.Mount)] };

        Assert.That(Show(tree, plan), Is.EquivalentTo(["/q/b rw", "/p/covered rw", "/p/covered rw"]));
    });

    [Test]
    public void A_flag_that_the_containers_copy_alone_has_is_kept_too() => OwnThread.Run(() =>
    {
        using var root = MountSome();
        using var tree = HostTree.CopyOf(root, folder);
        var plan = PlanOf(tree.Facts);
        plan =
            plan
            with
            {
                HostSubmounts =
                [.. plan.HostSubmounts.Select(one => one with { Mount = one.Mount with { Options = "ro,relatime" } })]
            };

        Assert.That(
            Show(tree, plan).Where(line => !line.StartsWith("/p/covered", StringComparison.Ordinal)), Has.All.EndsWith(" ro"));
    });

    [TestCase("rw,relatime")]
    [TestCase("ro,relatime", "ro,relatime")]
    [TestCase]
    public void A_lost_flag_or_cover_and_a_mount_too_many_are_refused(params string[] found) => OwnThread.Run(() =>
    {
        using var root = MountSome();
        using var tree = HostTree.CopyOf(root, folder);
        var only = tree.Facts.Single(fact => fact.RelativePath == "p/b");

        var refused = Assert.Throws<LinuxException>(() => HostMountProof.Check(
            PlanOf([only]), [.. found.Select(options => only.Mount with { Options = options })]));

        Assert.That(refused.Message, Does.Contain("would not all be there with the flags that they had: somebody else changes"));
        HostMountProof.Check(PlanOf([only]), [only.Mount]);
    });

    [Test]
    public void A_mount_that_got_the_id_of_another_is_not_moved() => OwnThread.Run(() =>
    {
        using var from = MountSome();
        using var to = CopyOver(from);
        var mount = MountTable.BelowHere(from).Single(one => one.MountPoint == $"{folder}/q/b");
        var ids = new MountIds([mount with { UniqueId = mount.UniqueId + 1_000_000 }]);
        using var carrier = new SubmountCarrier(folder, ids, PlaceProof.Folder, new UndoStack());

        var refused = Assert.Throws<LinuxException>(() => carrier.Carry(new SubmountMove(mount.Id, "q/b", []), from, to));

        Assert.That(
            refused.Message, Does.Contain("now it is a later mount of that id: somebody else changes this rootfs or its mounts"));
        Assert.That(ParentOf(mount.Id, from), Is.EqualTo(mount.ParentId));
    });

    [TestCase("q/b", "the path leads to another folder on the remounted root")]
    [TestCase("top", "it came to lie on another folder than it lay on")]
    public void A_mount_is_not_moved_to_another_folder_of_the_same_name(string path, string message) => OwnThread.Run(() =>
    {
        using var from = MountSome();
        using var to = MountOther();
        var mount = MountTable.BelowHere(from).Single(one => one.MountPoint == $"{folder}/{path}");
        var undo = new UndoStack();
        using var carrier = new SubmountCarrier(folder, new MountIds([mount]), PlaceProof.Folder, undo);

        var refused = Assert.Throws<LinuxException>(() => carrier.Carry(new SubmountMove(mount.Id, path, []), from, to));
        undo.UndoAll();

        Assert.That(refused.Message, Does.Contain($"{message}: somebody else changes this rootfs or its mounts"));
        Assert.That(ParentOf(mount.Id, from), Is.EqualTo(mount.ParentId));
    });

    /// <summary>
    /// A read-only mount with another one in it, a writable one in a folder of the same name, and two over each other.
    /// </summary>
    private FileDescriptor MountSome()
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        Mount("");
        foreach (var place in new[] { "p/b", "p/b/inner", "q/b", "p/covered", "p/covered" })
            Mount(place);
        using var readOnly = Open("p/b");
        Linux.Mounts.AddProperties(readOnly, MountProperties.ReadOnly, folder);
        if (TestContext.CurrentContext.Test.Arguments.Contains("top"))
            Mount("top");
        return Open("");
    }

    private FileDescriptor CopyOver(FileDescriptor root)
    {
        var copy = Linux.Mounts.CloneDetached(root, folder);
        Linux.Mounts.Move(copy, root, folder, folder);
        return copy;
    }

    private FileDescriptor MountOther()
    {
        Mount("");
        foreach (var place in new[] { "q/b", "top" })
            Directory.CreateDirectory($"{folder}/{place}");
        return Open("");
    }

    private void Mount(string place)
    {
        Directory.CreateDirectory($"{folder}/{place}");
        Linux.Mounts.Mount("tmpfs", "test", $"{folder}/{place}", isReadOnly: false, "");
    }

    private FileDescriptor Open(string place) =>
        Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, $"{folder}/{place}", OpenFlags.Path | OpenFlags.Directory);

    private static int ParentOf(int id, FileDescriptor root) => MountTable.BelowHere(root).Single(one => one.Id == id).ParentId;

    /// <summary>As the container's copies were before anything was exchanged.</summary>
    private RemapPlan PlanOf(IEnumerable<HostMountFact> facts)
    {
        Assert.That(IdMap.TryCreate([new IdRange(0, 100_000, 65_536)], "uid", out var map, out _), Is.True);
        return new RemapPlan
        {
            Maps = new IdMaps(map!, map!),
            UserNamespace = UserNamespaceSource.MadeFromMaps,
            RootPath = folder,
            RootMountId = 1,
            Replacement = new ReplacementRoot.IdmappedClone(),
            Submounts = [],
            HostSubmounts =
            [
                .. facts.Select(fact => new HostSubmount(fact.Mount, fact.RelativePath, fact.IsCovered, IsMapped: !fact.IsCovered)
                {
                    Original = fact.Mount,
                    Source = "",
                }),
            ],
            ReopenedDescriptors = [],
        };
    }

    /// <summary>
    /// The mounts of the replacement, where they are and whether they are writable; each that is seen is idmapped.
    /// </summary>
    private List<string> Show(HostTree tree, RemapPlan plan)
    {
        using var userNamespace = UserNamespace.Create("0 100000 65536\n", "0 100000 65536\n");
        var root = new MountEntry
        {
            Id = 1,
            ParentId = 0,
            Device = "",
            Root = "/",
            MountPoint = folder,
            Options = "rw,relatime",
            FileSystemType = "tmpfs",
        };
        var replacement = new HostReplacement(tree, userNamespace, plan);
        using var built = replacement.Build(root, composed: null);
        ThrowAway.Attach(built, folder);
        var below = MountTable.BelowHere(built);
        Assert.That(replacement.Warnings, Is.Empty);
        Assert.That(below.Count(mount => mount.IsIdmapped), Is.EqualTo(plan.HostSubmounts.Count(submount => submount.IsMapped)));
        return [.. below.Select(mount => $"{mount.MountPoint[ThrowAway.MountPoint.Length..]} {mount.Options[..2]}")];
    }
}
