using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// What the host has mounted below a rootfs is locked in the container's mount namespace. It comes along, is seen through the map
/// like the rootfs, and stays locked.
/// </summary>
public sealed class HostMountsTests : Scenario
{
    private readonly List<string> mounted = [];

    [TearDown]
    public async Task UnmountAsync()
    {
        foreach (var path in Enumerable.Reverse(mounted))
            await HostCommand.ReadAsync("umount", path);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Belong_to_root_inside_and_on_disk(RuntimeUnderTest runtime)
    {
        var container = await ContainerWithMountsAsync();

        var lines = await ReadAsync(
            runtime, container.WithHook(), "stat -c %u:%g /volume/host /volume/host/inner; echo made >/volume/host/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(
            await HostCommand.ReadAsync("stat", "--format=%u:%g", Path.Combine(container.Rootfs, "volume/host/made")),
            Is.EqualTo("0:0"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Have_the_places_and_flags_they_have_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = (await ContainerWithMountsAsync()).WithVolumes(new TmpfsVolume("/volume/host/of-the-runtime"));

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(
            with.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint),
            Is.EquivalentTo(["/", "/volume/host", "/volume/host/inner"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Cannot_be_uncovered_nor_made_writable_from_inside(RuntimeUnderTest runtime)
    {
        var container = (await ContainerWithMountsAsync()).WithHook() with { Capabilities = ["CAP_SYS_ADMIN"] };

        var lines = await ReadAsync(runtime, container, """
            umount /volume/host/inner 2>/dev/null || echo locked
            umount /volume/host 2>/dev/null || echo locked
            mount -o remount,bind,rw /volume/host/inner 2>/dev/null || echo read-only
            """);

        Assert.That(lines, Is.EqualTo(["locked", "locked", "read-only"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task That_cannot_be_idmapped_are_left_with_a_warning(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        await MountAsync("-t", "proc", "proc", Path.Combine(container.Rootfs, "volume/host"));

        var outcome = await RunAsync(runtime, container.WithHook().Running("stat -c %u:%g / /volume/host"));

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["0:0", "65534:65534"]));
    }

    /// <remarks>
    /// Both runtimes start such a container without the hook: they have made all mounts slaves or private before they copy.
    /// </remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_are_unbindable_come_along_too(RuntimeUnderTest runtime)
    {
        var container = await ContainerWithMountsAsync();
        await HostCommand.ReadAsync("mount", "--make-unbindable", Path.Combine(container.Rootfs, "volume/host/inner"));
        await HostCommand.ReadAsync("mount", "--make-unbindable", Path.Combine(container.Rootfs, "volume/host"));

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(
            with.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint),
            Is.EquivalentTo(["/", "/volume/host", "/volume/host/inner"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_are_unbindable_and_covered_stay_covered(RuntimeUnderTest runtime)
    {
        var container = await ContainerWithMountsAsync();
        await HostCommand.ReadAsync("mount", "--make-unbindable", Path.Combine(container.Rootfs, "volume/host"));
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,noexec", "tmpfs", Path.Combine(container.Rootfs, "volume"));

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g /volume"), Is.EqualTo(["0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_lie_over_each_other_come_along_all(RuntimeUnderTest runtime)
    {
        var container = await ContainerWithMountsAsync();
        await MountAsync("-t", "tmpfs", "-o", "mode=0755", "tmpfs", Path.Combine(container.Rootfs, "volume/host"));
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,noexec", "tmpfs", Path.Combine(container.Rootfs, "volume/host"));

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(with.Mounts.Count(mount => mount.MountPoint == "/volume/host"), Is.EqualTo(3));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_are_shared_lose_nothing_on_the_host(RuntimeUnderTest runtime)
    {
        var container = await ContainerWithMountsAsync();
        await HostCommand.ReadAsync("mount", "--make-rshared", Path.Combine(container.Rootfs, "volume/host"));

        var owners = await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g /volume/host /volume/host/inner");

        Assert.That(owners, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(
            await HostCommand.ReadAsync(
                "findmnt", "--noheadings", "--output=TARGET", Path.Combine(container.Rootfs, "volume/host/inner")), Is.Not.Empty);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Come_along_with_an_overlay(RuntimeUnderTest runtime)
    {
        var lower = (await ContainerAsync()).Rootfs;
        var merged = Folder.Folder("merged");
        await MountAsync(
            "-t", "overlay", "overlay", "-o",
            $"lowerdir={lower},upperdir={Folder.Folder("upper")},workdir={Folder.Folder("work")}", merged);
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,nodev", "tmpfs", Path.Combine(merged, "volume/host"));
        var container = new Container(merged);

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());
        var owners = await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g / /bin /volume/host");

        Assert.That(
            with.Mounts.Select(mount => mount.MountPoint).Order(),
            Is.EqualTo(without.Mounts.Select(mount => mount.MountPoint).Order()));
        Assert.That(owners, Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    private async Task<Container> ContainerWithMountsAsync()
    {
        var container = await ContainerAsync();
        var outer = Path.Combine(container.Rootfs, "volume/host");
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,nodev", "tmpfs", outer);
        Directory.CreateDirectory(Path.Combine(outer, "inner"));
        Directory.CreateDirectory(Path.Combine(outer, "of-the-runtime"));
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,ro", "tmpfs", Path.Combine(outer, "inner"));
        return container;
    }

    private async Task MountAsync(params string[] arguments)
    {
        Directory.CreateDirectory(arguments[^1]);
        await HostCommand.ReadAsync("mount", arguments);
        mounted.Add(arguments[^1]);
    }
}
