using OciIdMapHook.Linux;
using OciIdMapHook.LinuxTests.Support;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.LinuxTests.Remapping;

[NonParallelizable]
[TestFixture("by descriptor")]
[TestFixture("by mount point")]
[TestFixture("whichever works")]
[TestFixture("as before Linux 6.13")]
public sealed class OverlayComposerTests
{
    private readonly IOverlayMaker maker;

    public OverlayComposerTests(string way) => maker = way switch
    {
        "by descriptor" => new LayersByDescriptor(),
        "by mount point" => new LayersByMountPoint(),
        "as before Linux 6.13" => new OverlayFallback(new NoLayersByDescriptor(), new LayersByMountPoint()),
        _ => new OverlayFallback(),
    };

    /// <summary>What an older kernel says; this one cannot be made to say it.</summary>
    private sealed class NoLayersByDescriptor : IOverlayMaker
    {
        public FileDescriptor Make(OverlayRecipe recipe) =>
            throw new LinuxException(Errno.EINVAL, "fsconfig(FSCONFIG_SET_FD, lowerdir+)");
    }

    [Test]
    public void What_the_container_s_root_does_is_done_by_root_on_disk() => Run(overlay =>
    {
        var lower = overlay.AddLayer("lower");
        overlay.Mount([lower]);
        using var composed = overlay.Compose(maker);
        composed.Keep();

        _ = FileSystemIds.Set(100_000, 100_000);
        var root = TestOverlay.PathTo(composed.Mount);
        File.WriteAllText($"{root}/made", "x");
        File.Delete($"{root}/lower");
        Directory.Delete($"{root}/etc", recursive: true);
        Directory.CreateDirectory($"{root}/etc");
        File.WriteAllText($"{root}/etc/new", "x");
        _ = FileSystemIds.Set(0, 0);

        Assert.Multiple(() =>
        {
            Assert.That(TestOverlay.OnDisk($"{root}/made"), Is.EqualTo("100000:100000 regular file"));
            Assert.That(TestOverlay.OnDisk($"{overlay.Upper}/made"), Is.EqualTo("0:0 regular file"));
            Assert.That(TestOverlay.OnDisk($"{overlay.Upper}/lower"), Is.EqualTo("0:0 character special file"));
            Assert.That(TestOverlay.OnDisk($"{overlay.Upper}/etc"), Is.EqualTo("0:0 directory"));
            Assert.That(TestOverlay.OnDisk($"{overlay.Upper}/etc/new"), Is.EqualTo("0:0 regular file"));
            Assert.That(
                TestOverlay.Run(
                    "getfattr", "--name=trusted.overlay.opaque", "--only-values", "--absolute-names", $"{overlay.Upper}/etc"),
                Is.EqualTo("y"));
        });
    });

    [Test]
    public void Each_start_of_a_container_takes_away_the_work_folder_of_the_one_before() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")]);
        for (var start = 0; start < 3; start++)
        {
            using var composed = overlay.Compose(maker);
            composed.Keep();
            File.WriteAllText($"{TestOverlay.PathTo(composed.Mount)}/lower", "copied up");
        }

        Assert.That(OwnWorkFolders(overlay), Is.EqualTo([WorkFolderName.Of("c1", 0)]));
    });

    [Test]
    public void A_work_folder_that_a_live_overlay_uses_stays() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")]);
        using var first = overlay.Compose(maker);
        first.Keep();
        using var second = overlay.Compose(maker);
        second.Keep();

        File.WriteAllText($"{TestOverlay.PathTo(first.Mount)}/lower", "copied up");
        Assert.That(OwnWorkFolders(overlay), Is.EqualTo([WorkFolderName.Of("c1", 0), WorkFolderName.Of("c1", 1)]));
    });

    [Test]
    public void Something_else_of_its_name_is_not_taken_away() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")]);
        var name = $"{overlay.Work}/{WorkFolderName.Of("c1", 0)}";
        File.CreateSymbolicLink(name, overlay.Upper);
        using var composed = overlay.Compose(maker);

        Assert.That(new FileInfo(name).LinkTarget, Is.EqualTo(overlay.Upper));
        Assert.That(Directory.Exists(overlay.Upper));
    });

    private static string[] OwnWorkFolders(TestOverlay overlay) =>
        [.. Directory.GetDirectories(overlay.Work, "oci-idmap-hook-*").Select(path => Path.GetFileName(path)!)
            .Order(StringComparer.Ordinal)];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(120)]
    public void The_view_is_the_same_but_for_the_owners(int layers) => Run(overlay =>
    {
        var lowers = Enumerable.Range(0, layers).Select(i => overlay.AddLayer($"{i}")).Reverse().ToArray();
        Populate(lowers[^1]);
        File.WriteAllText($"{overlay.Upper}/in-upper", "x");
        overlay.Mount(lowers);
        File.Delete($"{overlay.Merged}/{layers - 1}");
        var before = TestOverlay.View(overlay.Merged, 0);

        using var composed = overlay.Compose(maker);

        Assert.That(TestOverlay.View(TestOverlay.PathTo(composed.Mount), 100_000), Is.EqualTo(before));
        Assert.That(before, Does.Contain("security.capability").And.Contain("user.note").And.Contain("./in-upper 0 0"));
    });

    [Test]
    public void A_read_only_overlay_has_no_upper_layer_and_leaves_nothing() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("b"), overlay.AddLayer("a")], isWritable: false);

        using var composed = overlay.Compose(maker);

        Assert.That(Linux.Files.IsReadOnly(composed.Mount), Is.True);
        Assert.That(File.ReadAllText($"{TestOverlay.PathTo(composed.Mount)}/etc/all"), Is.EqualTo("b"));
        Assert.That(Directory.GetFileSystemEntries(overlay.Work), Is.Empty);
    });

    [Test]
    public void Odd_names_are_only_names() => Run(overlay =>
    {
        var lower = overlay.AddLayer(@"a:b,c\d e""f=g");
        overlay.Mount([lower.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\:", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal)]);

        using var composed = overlay.Compose(maker);

        Assert.That(File.Exists($"{TestOverlay.PathTo(composed.Mount)}/{Path.GetFileName(lower)}"), Is.True);
    });

    [Test]
    public void Options_longer_than_a_page_come_one_by_one() => Run(overlay =>
    {
        var lowers = Enumerable.Range(0, 40).Select(i => overlay.AddLayer($"{i}-{new string('x', 150)}")).ToArray();
        using (var context = FileSystemContext.Open("overlay"))
        {
            foreach (var lower in lowers)
                context.SetString("lowerdir+", lower);
            context.SetString("upperdir", overlay.Upper);
            context.SetString("workdir", overlay.Work);
            context.Create();
            using var mount = context.Mount();
            using var target = Linux.Files.OpenAt(FileDescriptor.WorkingDirectory, overlay.Merged, OpenFlags.Path);
            Linux.Mounts.Move(mount, target, "an overlay", overlay.Merged);
        }

        using var composed = overlay.Compose(maker);

        Assert.That(Directory.GetFiles(TestOverlay.PathTo(composed.Mount)), Has.Length.EqualTo(40));
    });

    [Test]
    public void A_shifted_upper_layer_stays_as_it_is() => Run(overlay =>
    {
        TestOverlay.Run("chown", "100000:100000", overlay.Upper);
        overlay.Mount([overlay.AddLayer("lower")]);
        var plan = overlay.Plan((OverlayFacts.Found)overlay.Observe(), mapsUpper: false);
        using var composed = overlay.Compose(maker, plan);
        composed.Keep();

        _ = FileSystemIds.Set(100_000, 100_000);
        File.WriteAllText($"{TestOverlay.PathTo(composed.Mount)}/made", "x");
        _ = FileSystemIds.Set(0, 0);

        Assert.That(TestOverlay.OnDisk($"{overlay.Upper}/made"), Is.EqualTo("100000:100000 regular file"));
        Assert.That(TestOverlay.OnDisk($"{TestOverlay.PathTo(composed.Mount)}/lower"), Is.EqualTo("100000:100000 regular file"));
    });

    [TestCase(",metacopy=on,redirect_dir=on", "metacopy=on")]
    [TestCase(",userxattr", "userxattr")]
    [TestCase(",volatile", "volatile")] // shown as fsync=volatile since Linux 6.18
    public void Options_stay(string given, string shown) => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")], given);

        using var composed = overlay.Compose(maker);

        Assert.That(string.Join(' ', overlay.Plan().Options), Does.Contain(shown));
        Assert.That(TestOverlay.AttachedOptions(composed.Mount), Does.Contain(shown).And.Contain(" an-overlay "));
    });

    [Test]
    public void The_mount_has_the_old_one_s_flags() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")]);
        TestOverlay.Run("mount", "-o", "remount,bind,ro,nosuid,nodev,noexec,noatime", overlay.Merged);

        using var composed = overlay.Compose(maker);

        Assert.That(TestOverlay.AttachedOptions(composed.Mount), Does.Contain(" ro,nosuid,nodev,noexec,noatime "));
    });

    [Test]
    public void Nothing_is_left_of_one_that_is_not_kept() => Run(overlay =>
    {
        overlay.Mount([overlay.AddLayer("lower")], ",volatile");
        var before = ProcessState.OfThisProcessBefore();
        var mounts = File.ReadAllText("/proc/thread-self/mountinfo");

        overlay.Compose(maker).Dispose();

        Assert.That(Directory.GetFileSystemEntries(overlay.Work), Is.EqualTo([$"{overlay.Work}/work"]));
        Assert.That(ProcessState.OfThisProcess(), Is.EqualTo(before));
        Assert.That(File.ReadAllText("/proc/thread-self/mountinfo"), Is.EqualTo(mounts));
    });

    private static void Populate(string folder) => TestOverlay.Run("sh", "-c", """
        cd "$0" && mkdir -p d/sticky && chmod 1777 d/sticky && echo x >suid && chown 33:34 suid && chmod 6755 suid
        ln suid d/hard
        ln -s suid link && mkfifo fifo && mknod node c 1 3 && cp /bin/true capable && setcap cap_net_raw+ep capable
        setfattr -n user.note -v text suid && setfacl -m u:44:r suid && chown 65535:65535 d
        """, folder);

    private static void Run(Action<TestOverlay> test) => OwnThread.Run(() =>
    {
        Linux.Namespaces.EnterThrowAwayMountNamespace();
        using var overlay = new TestOverlay();
        test(overlay);
    });
}
