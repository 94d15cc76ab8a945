using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// With the hook and without it the container's mounts are the same in everything but one: what shows the rootfs is idmapped. A runtime
/// that went on with the old root would lose masked paths, read-only paths and volumes without a word.
/// </summary>
public sealed class MountParity : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_a_writable_root(RuntimeUnderTest runtime) => await CompareAsync(runtime, await ContainerAsync());

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_a_read_only_root(RuntimeUnderTest runtime) =>
        await CompareAsync(runtime, await ContainerAsync() with { ReadOnlyRoot = true });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_masked_paths_in_the_rootfs(RuntimeUnderTest runtime) =>
        await CompareAsync(runtime, await ContainerAsync() with { MaskedPaths = ["/home", "/etc/made-by-host-root"] });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Of_read_only_paths_in_the_rootfs(RuntimeUnderTest runtime) =>
        await CompareAsync(runtime, await ContainerAsync() with { ReadOnlyPaths = ["/home", "/etc/made-by-host-root"] });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_volumes(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        await CompareAsync(runtime, container.WithVolumes([.. HostVolumes()]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_volumes_on_a_read_only_root(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        await CompareAsync(runtime, container.WithVolumes([.. HostVolumes()]) with { ReadOnlyRoot = true });
    }

    // Podman takes a destination only once.
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Of_mounts_stacked_at_one_place(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        await CompareAsync(runtime, container.WithVolumes(
            new TmpfsVolume("/volume/stacked"),
            new BindVolume(Folder.Folder("data"), "/volume/stacked"),
            new TmpfsVolume("/volume/stacked")));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Of_a_container_on_a_terminal(RuntimeUnderTest runtime) =>
        await CompareAsync(runtime, await ContainerAsync() with { Terminal = true });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Of_a_root_that_is_moved_and_not_pivoted_to(RuntimeUnderTest runtime) =>
        await CompareAsync(runtime, await ContainerAsync() with { WithoutPivot = true });

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Holds_between_two_runs_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithVolumes([.. HostVolumes()]);

        var first = await MountsAsync(runtime, container);
        var second = await MountsAsync(runtime, container);

        Assert.That(second.Comparable, Is.EqualTo(first.Comparable));
        Assert.That(second.Mounts.Any(mount => mount.IsIdMapped), Is.False);
    }

    private async Task CompareAsync(RuntimeUnderTest runtime, Container container)
    {
        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        // A read-only path of the rootfs is a mount of the remapped root, made after the hook.
        Assert.That(
            with.Mounts.Where(mount => mount.IsIdMapped),
            Is.EqualTo(with.Mounts.Where(mount => mount.Root.StartsWith(container.Rootfs, StringComparison.Ordinal))));
        Assert.That(with.Root.IsIdMapped, Is.True);
    }

    private IEnumerable<Volume> HostVolumes()
    {
        var data = Folder.Folder("data");
        Directory.CreateDirectory(Path.Combine(data, "nested"));
        var file = Path.Combine(Folder.FullPath, "file");
        File.WriteAllText(file, "of the host");
        return
        [
            new TmpfsVolume("/volume/tmpfs"),
            new BindVolume(data, "/volume/folder"),
            new BindVolume(Folder.Folder("nested"), "/volume/folder/nested", ReadOnly: true),
            new BindVolume(file, "/volume/file", ReadOnly: true),
        ];
    }
}
