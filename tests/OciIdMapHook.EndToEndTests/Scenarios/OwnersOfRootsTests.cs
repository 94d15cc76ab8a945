using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>Whose ids a rootfs shows is told by its folder and by what lies in it, and never by a folder alone.</summary>
public sealed class OwnersOfRootsTests : Scenario
{
    private const string Owners = "stat -c %u:%g / /bin /etc/made-by-host-root";

    private static IReadOnlyList<RuntimeUnderTest> Runtimes => RuntimeMatrix.OneOfEach;

    /// <summary>The host's mount(8) may be too old to make idmapped mounts.</summary>
    private static IEnumerable<RuntimeUnderTest> OfTrees => Runtimes.Where(runtime => !runtime.IsOfTheHost);

    [TestCaseSource(nameof(Runtimes))]
    public async Task A_rootfs_that_was_chowned_but_for_its_folder_is_as_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 100000));
        await HostCommand.ReadAsync("chown", "0:0", container.Rootfs);

        Assert.That(
            await ReadAsync(runtime, container.WithHook(), Owners),
            Is.EqualTo(await ReadAsync(runtime, container, Owners)).And.Contains("0:0"));
    }

    /// <summary>As containers/storage leaves them where it cannot idmap: the uppermost layer holds nothing, the one below it all
    /// that was chowned, and the image's own layers are covered by that.</summary>
    [TestCaseSource(nameof(Runtimes))]
    public async Task Layers_that_an_engine_has_chowned_over_the_image_s_own_are_as_without_the_hook(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        await HostCommand.ReadAsync("cp", "--archive", $"{root.Lowers[^1]}/.", root.Lowers[0]);
        await HostCommand.ReadAsync("chown", "--recursive", "--no-dereference", "100000:100000", root.Lowers[0], root.Upper);
        await HostCommand.ReadAsync("chown", "0:0", root.Lowers[0]);

        var lines = await ReadAsync(runtime, root.Container().WithHook(), Owners);

        Assert.That(lines, Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    [TestCaseSource(nameof(OfTrees))]
    public async Task A_rootfs_that_is_idmapped_with_another_map_gets_the_container_s(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();

        Assert.That(await ReadAsync(runtime, IdmappedOtherwise(container), Owners), Has.All.EqualTo("65534:65534"));
        Assert.That(await ReadAsync(runtime, IdmappedOtherwise(container).WithHook(), Owners), Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    [TestCaseSource(nameof(Runtimes))]
    public async Task A_rootfs_of_host_root_s_is_remapped_for_a_map_that_has_host_root(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync() with { Mappings = [new(0, 1, 1000), new(1000, 0, 1), new(1001, 1001, 64535)] };

        Assert.That(await ReadAsync(runtime, container, Owners), Has.All.EqualTo("1000:1000"));
        Assert.That(await ReadAsync(runtime, container.WithHook(), Owners), Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    private static Container IdmappedOtherwise(Container container) => container with
    {
        Preparation = $"mount --bind -o 'X-mount.idmap=u:0:200000:65536 g:0:200000:65536' {container.Rootfs} {container.Rootfs}",
    };
}
