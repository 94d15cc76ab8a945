using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A rootfs that is an overlay is recomposed of idmapped layers, and nothing but the owners is different.</summary>
public sealed class OverlayRootsTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task What_root_does_inside_is_done_by_root_in_the_upper_layer(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);

        var lines = await ReadAsync(runtime, root.Container().WithHook(), """
            stat -c %u:%g / /etc/made-by-host-root /file-of-layer1
            mkdir /made && echo x >/made/inside && rm /etc/made-by-host-root && rmdir /home && mkdir /home \
                && chown 33:34 /file-of-layer1
            """);

        Assert.That(lines, Is.EqualTo(["0:0", "0:0", "0:0"]));
        Assert.That(await OnDiskAsync(root.Upper, "made", "inside"), Is.EqualTo("0:0 regular file"));
        Assert.That(await OnDiskAsync(root.Upper, "etc", "made-by-host-root"), Is.EqualTo("0:0 character special file"));
        Assert.That(await OnDiskAsync(root.Upper, "home"), Is.EqualTo("0:0 directory"));
        Assert.That(await OnDiskAsync(root.Upper, "file-of-layer1"), Is.EqualTo("33:34 regular file"));
        Assert.That(
            await HostCommand.ReadAsync(
                "getfattr", "--name=trusted.overlay.opaque", "--only-values", "--absolute-names",
                Path.Combine(root.Upper, "home")),
            Is.EqualTo("y"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Mounts_are_as_without_the_hook(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);

        await HasParityAsync(
            runtime, root.Container().WithVolumes(new TmpfsVolume("/volume/tmpfs")) with { MaskedPaths = ["/home"] });
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_read_only_root_is_as_without_the_hook(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);

        await HasParityAsync(runtime, root.Container() with { ReadOnlyRoot = true });
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_second_run_of_the_hook_changes_nothing(RuntimeUnderTest runtime)
    {
        var once = (await LayeredRoot.CreateAsync(Folder)).Container().WithHook();
        var twice = once with { Hook = HookUse.At("prestart", "createRuntime") };

        Assert.That((await MountsAsync(runtime, twice)).Comparable, Is.EqualTo((await MountsAsync(runtime, once)).Comparable));
        Assert.That(await ReadAsync(runtime, twice, "stat -c %u:%g / && echo x >/made"), Is.EqualTo(["0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task A_hundred_and_twenty_layers_are_all_seen(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder, 120);
        var container = (root with { WorkingDirectory = Folder.FullPath }).Container().WithHook();

        var lines = await ReadAsync(runtime, container, "ls / | grep -c file-of-layer; stat -c %u:%g /file-of-layer*");

        Assert.That(lines, Is.EqualTo(["119", .. Enumerable.Repeat("0:0", 119)]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task An_overlay_without_an_upper_layer_stays_read_only(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder) with { IsWritable = false };

        var outcome = await RunAsync(
            runtime, root.Container().WithHook().Running("stat -c %u:%g / /file-of-layer1; mkdir /made"));

        Assert.That(outcome.Lines, Is.EqualTo(["0:0", "0:0"]), outcome.ToString());
        Assert.That(outcome.StandardError, Does.Contain("Read-only file system"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task An_upper_layer_that_an_engine_has_shifted_stays_shifted(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        await HostCommand.ReadAsync("chown", "100000:100000", root.Upper);

        var lines = await ReadAsync(runtime, root.Container().WithHook(), "stat -c %u:%g / /file-of-layer1; echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(await OnDiskAsync(root.Upper, "made"), Is.EqualTo("100000:100000 regular file"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task An_overlay_of_shifted_layers_is_left_alone(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        await HostCommand.ReadAsync("chown", ["--recursive", "--no-dereference", "100000:100000", root.Upper, .. root.Lowers]);

        var lines = await ReadAsync(runtime, root.Container().WithHook(), "stat -c %u:%g / /file-of-layer1; echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(Directory.GetFileSystemEntries(root.Work).Select(Path.GetFileName), Is.EqualTo(["work"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task What_the_host_forbids_on_it_stays_forbidden(RuntimeUnderTest runtime)
    {
        const string Clear = "for flag in suid dev rw; do mount -o remount,bind,$flag / && echo $flag; done 2>/dev/null; true";
        var root = await LayeredRoot.CreateAsync(Folder);
        var mounted = root.Container();
        var container = mounted with
        {
            Preparation = $"{mounted.Preparation} && mount -o remount,bind,nosuid,nodev,ro {mounted.Rootfs}",
            Capabilities = ["CAP_SYS_ADMIN"],
        };

        var without = await ReadAsync(runtime, container, Clear);
        var with = await ReadAsync(runtime, container.WithHook(), Clear);

        Assert.That(with, Is.EqualTo(without));
        Assert.That(with, Is.Empty);
        await HasParityAsync(runtime, container);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Ten_at_once_with_ten_id_ranges_all_write_as_root(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        var shared = root.Container().WithHook();
        // There already: overlays that share an upper layer may not copy one folder up at the same moment.
        await HostCommand.ReadAsync("mkdir", "--mode=1777", Path.Combine(root.Upper, "tmp"));
        await HostCommand.ReadAsync("/bin/sh", "-c", shared.Preparation);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => RunAsync(runtime, (shared with
        {
            Preparation = "",
            IsMountedOnHost = true,
            Mappings = [IdMapping.From((uint)number * 100_000)],
        }).Running($"echo x >/tmp/made-by-{number} && stat -c %u:%g /tmp/made-by-{number}"))));
        await HostCommand.ReadAsync("umount", shared.Rootfs);

        Assert.That(outcomes.SelectMany(outcome => outcome.Succeeded().Lines), Is.EqualTo(Enumerable.Repeat("0:0", 10)));
        foreach (var number in Enumerable.Range(1, 10))
            Assert.That(await OnDiskAsync(root.Upper, "tmp", $"made-by-{number}"), Is.EqualTo("0:0 regular file"));
    }

    [Test]
    public async Task Podman_s_own_overlay_over_a_rootfs_belongs_to_root()
    {
        var podman = RuntimeMatrix.All[^1];
        var container = await ContainerAsync() with { OverlaidByEngine = true };

        var lines = await ReadAsync(
            podman, container.WithHook(), "stat -c %u:%g / /etc/made-by-host-root; rm /etc/made-by-host-root; echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(Path.Combine(container.Rootfs, "etc", "made-by-host-root"), Does.Exist);
        Assert.That(Path.Combine(container.Rootfs, "made"), Does.Not.Exist);
    }

    private async Task HasParityAsync(RuntimeUnderTest runtime, Container container)
    {
        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(with.Root.FileSystem, Is.EqualTo("overlay"));
    }

    private static Task<string> OnDiskAsync(params string[] path) =>
        HostCommand.ReadAsync("stat", "--format=%u:%g %F", Path.Combine(path));
}
