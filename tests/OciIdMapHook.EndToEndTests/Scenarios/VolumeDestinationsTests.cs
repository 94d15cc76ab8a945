using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// Volumes whose destination runtimes take for different places, or that cannot be seen: whoever idmaps them, it is done once.
/// </summary>
public sealed class VolumeDestinationsTests : Scenario
{
    private static readonly RuntimeUnderTest Ignoring = new BundleRuntime("runc", DebianTree.Host);

    /// <remarks>runc takes the rootfs's own path off the front, crun does not.</remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_begin_with_the_path_of_the_rootfs_are_found(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        var destination = container.Rootfs + "/volume/folder";
        Directory.CreateDirectory(container.Rootfs + destination);

        await IsSeenOnceAsync(runtime, container, destination, "/volume/folder", destination);
    }

    /// <remarks>runc cleans the text and mounts at /vol, crun follows the link and mounts at /volume/vol.</remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_go_up_from_a_link_of_the_image_are_found(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        File.CreateSymbolicLink(Path.Combine(container.Rootfs, "link"), "/volume/folder");
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "vol"));
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "volume/vol"));

        await IsSeenOnceAsync(runtime, container, "/link/../vol", "/vol", "/volume/vol");
    }

    [TestCase("//volume//./folder/")]
    [TestCase("volume/folder")]
    [TestCase("/../../volume/../volume/folder")]
    public async Task That_are_not_clean_are_found(string destination) =>
        await IsSeenOnceAsync(Ignoring, await ContainerAsync(), destination, "/volume/folder");

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task That_a_later_mount_covers_keep_no_container_from_starting(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        File.CreateSymbolicLink(Path.Combine(container.Rootfs, "link"), "/volume");
        container = container.WithVolumes(new IdmappedVolume(Source(), "/link/folder", "idmap"), new TmpfsVolume("/volume"));

        Assert.That(
            await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g / /volume; ls /volume"), Is.EqualTo(["0:0", "0:0"]));
    }

    /// <remarks>Newer runtimes refuse such a container themselves.</remarks>
    [Test]
    public async Task Of_a_tmpfs_with_mappings_are_left_as_they_are()
    {
        var container = (await ContainerAsync()).WithVolumes(
            new TmpfsVolume("/volume/tmpfs") { Mappings = [IdMapping.From(100000)] });
        const string Script = "stat -c %u:%g / /volume/tmpfs; touch /volume/tmpfs/made && stat -c %u:%g /volume/tmpfs/made";

        Assert.That(await ReadAsync(Ignoring, container.WithHook(), Script), Is.EqualTo(["0:0", "0:0", "0:0"]));
    }

    private async Task IsSeenOnceAsync(RuntimeUnderTest runtime, Container container, string destination, params string[] places)
    {
        var lines = await ReadAsync(
            runtime,
            container.WithHook().WithVolumes(new IdmappedVolume(Source(), destination, "idmap")),
            $"for place in {string.Join(' ', places)}; do [ ! -e $place/of-root ] || stat -c %u:%g $place/of-root; done");

        Assert.That(lines, Is.EqualTo(["0:0"]));
    }

    /// <summary>A folder with a file of the host's root.</summary>
    private string Source()
    {
        var source = Folder.Folder("source");
        File.WriteAllText(Path.Combine(source, "of-root"), "of the host");
        return source;
    }
}
