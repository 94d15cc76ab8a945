using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Roots;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// With the hook and without it the container's mounts are the same in everything but one: what shows the rootfs is idmapped. A
/// runtime that went on with the old root would lose masked paths, read-only paths and volumes without a word.
/// </summary>
public sealed class MountParityTests : ParityScenario
{
    private static readonly string[] Paths = ["/home", "/etc/made-by-host-root"];

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_a_writable_root(RuntimeUnderTest runtime, RootKind kind) =>
        await CompareAsync(runtime, kind, await kind.CreateAsync(Folder));

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_a_read_only_root(RuntimeUnderTest runtime, RootKind kind) =>
        await CompareAsync(runtime, kind, await kind.CreateAsync(Folder) with { ReadOnlyRoot = true });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_masked_paths_in_the_rootfs(RuntimeUnderTest runtime, RootKind kind) =>
        await CompareAsync(runtime, kind, await kind.CreateAsync(Folder) with { MaskedPaths = [.. Paths] });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.BundlesWithRoots))]
    public async Task Of_read_only_paths_in_the_rootfs(RuntimeUnderTest runtime, RootKind kind) =>
        await CompareAsync(runtime, kind, await kind.CreateAsync(Folder) with { ReadOnlyPaths = [.. Paths] });

    // Podman takes a destination only once.
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.BundlesWithRoots))]
    public async Task Of_mounts_stacked_at_one_place(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);
        await CompareAsync(runtime, kind, container with
        {
            Volumes =
            [
                .. container.Volumes,
                new TmpfsVolume("/volume/stacked"),
                new BindVolume(Folder.Folder("stacked"), "/volume/stacked"),
                new TmpfsVolume("/volume/stacked"),
            ],
        });
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Of_a_container_on_a_terminal(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder) with { Terminal = true };
        // Not what it prints: on a busy host crun relays some pieces of a terminal's output as messages of its own.
        var report = Folder.Folder("report");
        File.SetUnixFileMode(report, (UnixFileMode)Convert.ToInt32("777", 8));
        var reporting = (container with { Volumes = [.. container.Volumes, new BindVolume(report, "/home")] })
            .Running("test -t 0 && cat /proc/self/mountinfo >/home/mounts");

        (await RunAsync(runtime, reporting)).Succeeded();
        var without = MountTable.Parse(await File.ReadAllLinesAsync(Path.Combine(report, "mounts")));
        File.Delete(Path.Combine(report, "mounts"));
        (await RunAsync(runtime, reporting.WithHook())).Succeeded();
        var with = MountTable.Parse(await File.ReadAllLinesAsync(Path.Combine(report, "mounts")));

        AreAlike(kind, container, without, with);
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.BundlesWithRoots))]
    public async Task Of_a_root_that_is_moved_and_not_pivoted_to(RuntimeUnderTest runtime, RootKind kind) =>
        await CompareAsync(runtime, kind, await kind.CreateAsync(Folder) with { WithoutPivot = true });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.AllWithRoots))]
    public async Task Holds_between_two_runs_without_the_hook(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);

        var first = await MountsAsync(runtime, container);
        var second = await MountsAsync(runtime, container);

        Assert.That(kind.Comparable(second), Is.EqualTo(kind.Comparable(first)));
        Assert.That(second.Root.IsIdMapped, Is.False);
    }

    private async Task CompareAsync(RuntimeUnderTest runtime, RootKind kind, Container container)
    {
        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());
        AreAlike(kind, container, without, with);
    }

    private static void AreAlike(RootKind kind, Container container, MountTable without, MountTable with)
    {
        Assert.That(kind.Comparable(with), Is.EqualTo(kind.Comparable(without)));
        kind.IsRemapped(container, with);
    }
}
