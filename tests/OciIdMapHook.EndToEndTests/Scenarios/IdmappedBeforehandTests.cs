using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Operator;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>What the host has idmapped with another map than the container's is seen through the container's.</summary>
public sealed class IdmappedBeforehandTests : Scenario
{
    private static readonly RuntimeUnderTest Ignoring = new BundleRuntime("runc", DebianTree.Host);

    [TestCase("idmap")]
    [TestCase("ridmap")]
    public async Task The_source_of_a_volume(string option)
    {
        var lines = await ReadAsync(
            Ignoring,
            await ContainerAsync("target", "/volume/folder", option, "target"),
            "stat -c %u:%g /volume/folder/of-root; touch /volume/folder/made");

        Assert.That(lines, Is.EqualTo(["0:0"]));
    }

    [Test]
    public async Task A_mount_below_the_source_of_a_volume()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Folder("outer"), "nested"));

        var lines = await ReadAsync(
            Ignoring,
            await ContainerAsync("outer", "/volume/folder", "ridmap", "outer/nested"),
            "stat -c %u:%g /volume/folder /volume/folder/nested/of-root; touch /volume/folder/nested/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task A_mount_of_the_host_inside_the_rootfs(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        container = Idmapping(container, Path.Combine(container.Rootfs, "volume/folder"));

        Assert.That(
            await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g / /volume/folder/of-root; touch /volume/folder/made"),
            Is.EqualTo(["0:0", "0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task A_lower_layer_of_an_overlay(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        var container = WithIdmappedLowest(root);

        Assert.That(
            await ReadAsync(runtime, container.WithHook(), """
                stat -c %u:%g / /etc /etc/made-by-host-root /file-of-layer1
                echo x >/etc/made && echo x >>/etc/made-by-host-root
                """),
            Is.EqualTo(["0:0", "0:0", "0:0", "0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(root.Upper, "etc/made"), Is.EqualTo("0:0"));
        Assert.That(await FileOwner.OnDiskAsync(root.Upper, "etc/made-by-host-root"), Is.EqualTo("0:0"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task The_only_layers_of_an_overlay(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder) with { IsWritable = false };

        Assert.That(
            await ReadAsync(
                runtime, WithIdmappedLowest(root).WithHook(), "stat -c %u:%g / /etc /etc/made-by-host-root /file-of-layer1"),
            Is.EqualTo(["0:0", "0:0", "0:0", "0:0"]));
    }

    private Container WithIdmappedLowest(LayeredRoot root)
    {
        var mapped = Folder.Folder("mapped");
        var container = (root with { Lowers = [root.Lowers[0], mapped] }).Container();
        return container with
        {
            Preparation =
                $"{Ctl.Executable} mount {root.Lowers[1]} {mapped} --map 0:300000:65536 >/dev/null\n{container.Preparation}",
        };
    }

    private async Task<Container> ContainerAsync(string source, string destination, string option, string idmapped) => Idmapping(
        (await ContainerAsync()).WithHook().WithVolumes(new IdmappedVolume(Folder.Folder(source), destination, option)),
        Folder.Folder(idmapped.Split('/')));

    /// <summary>A folder with a file of the host's root is mounted there, and seen as another container's.</summary>
    private Container Idmapping(Container container, string target)
    {
        var files = Folder.Folder("files");
        File.WriteAllText(Path.Combine(files, "of-root"), "of the host");
        return container with { Preparation = $"{Ctl.Executable} mount {files} {target} --map 0:300000:65536 >/dev/null" };
    }
}
