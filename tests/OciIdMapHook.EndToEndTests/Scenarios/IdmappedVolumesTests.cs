using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// Volumes that are to be seen through a map. runc before 1.2 ignores it, so that the hook does it; newer ones and crun do it
/// themselves and are left alone. Whoever does it, the container sees the same.
/// </summary>
public sealed class IdmappedVolumesTests : Scenario
{
    private static readonly IdMapping Other = new(0, 100033, 100);

    private static readonly RuntimeUnderTest Ignoring = new BundleRuntime("runc", DebianTree.Host);

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Belong_to_the_container_s_root_by_an_option(RuntimeUnderTest runtime)
    {
        var volumes = (await ContainerAsync()).WithHook().WithVolumes(
            new IdmappedVolume(Source(), "/volume/folder", "idmap"),
            new IdmappedVolume(SourceFile(), "/volume/file", "idmap", "ro"));

        var lines = await ReadAsync(
            runtime, volumes, "stat -c %u:%g /volume/folder/of-root /volume/file && echo x >/volume/folder/made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(Source(), "made"), Is.EqualTo("0:0"));
    }

    /// <remarks>
    /// crun makes volumes read-only after the hooks, through descriptors that it opened before; crun 1.8.1 knows no ridmap.
    /// </remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Are_read_only_whoever_made_them_idmapped(RuntimeUnderTest runtime)
    {
        var volumes = (await ContainerAsync()).WithHook().WithVolumes(
            new IdmappedVolume(Source(), "/volume/folder", "ridmap", "ro"),
            new IdmappedVolume(SourceFile(), "/volume/file", "ridmap", "ro"));

        var table = await MountsAsync(runtime, volumes);

        foreach (var place in new[] { "/volume/folder", "/volume/file" })
        {
            var mount = table.Mounts.Single(mount => mount.MountPoint == place);
            Assert.That(mount.Flags, Does.Contain("ro"));
            Assert.That(mount.IsIdMapped, Is.True);
        }
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Of_one_source_have_different_owners_by_their_mappings(RuntimeUnderTest runtime)
    {
        var volumes = (await ContainerAsync()).WithHook().WithVolumes(
            new IdmappedVolume(Source(), "/volume/folder") { Mappings = [IdMapping.From(100000)] },
            new IdmappedVolume(Source(), "/volume/stacked") { Mappings = [Other] });

        var lines = await ReadAsync(runtime, volumes, "stat -c %u:%g /volume/folder/of-root /volume/stacked/of-root");

        Assert.That(lines, Is.EqualTo(["0:0", "33:33"]));
    }

    // runc 1.2 and newer refuse it themselves.
    [TestCaseSource(nameof(RuntimesThatTakeCrunsSyntax))]
    public async Task Understand_crun_s_way_of_writing_maps(RuntimeUnderTest runtime)
    {
        var volumes = (await ContainerAsync()).WithHook().WithVolumes(
            new IdmappedVolume(Source(), "/volume/folder", "idmap=uids=0-100005-1#7-100001-1;gids=0-100006-1"),
            new IdmappedVolume(Source(), "/volume/stacked", "idmap=uids=@0-5-1;gids=@0-6-1"));

        var lines = await ReadAsync(runtime, volumes, "stat -c %u:%g /volume/folder/of-root /volume/stacked/of-root");

        Assert.That(lines, Is.EqualTo(["5:6", "5:6"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Need_neither_a_user_namespace_nor_a_rootfs_to_remap(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync() with { Mappings = [] };

        var lines = await ReadAsync(
            runtime,
            container.WithHook().WithVolumes(new IdmappedVolume(Source(), "/volume/folder") { Mappings = [Other] }),
            "stat -c %u:%g /volume/folder/of-root /");

        Assert.That(lines, Is.EqualTo(["100033:100033", "0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Bundles))]
    public async Task Are_idmapped_below_a_rootfs_that_was_shifted_already(RuntimeUnderTest runtime)
    {
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 100000));

        var lines = await ReadAsync(
            runtime,
            container.WithHook().WithVolumes(new IdmappedVolume(Source(), "/volume/folder", "idmap")),
            "stat -c %u:%g /volume/folder/of-root /");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Have_the_mounts_that_they_have_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = (await ContainerAsync()).WithVolumes(
            new IdmappedVolume(Source(), "/volume/folder", "idmap", "nosuid", "noexec"),
            new BindVolume(Folder.Folder("nested"), "/volume/folder/nested"),
            new IdmappedVolume(SourceFile(), "/volume/file", "idmap", "ro"));

        var without = await MountsAsync(runtime, container);
        var with = await MountsAsync(runtime, container.WithHook());

        Assert.That(with.Comparable, Is.EqualTo(without.Comparable));
        Assert.That(
            with.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint),
            Is.EquivalentTo(["/", "/volume/folder", "/volume/file"]));
    }

    [Test]
    public async Task Are_nobody_s_without_the_hook_on_a_runtime_that_ignores_their_maps()
    {
        var container = (await ContainerAsync()).WithVolumes(new IdmappedVolume(Source(), "/volume/folder", "idmap"));

        Assert.That(await ReadAsync(Ignoring, container, "stat -c %u:%g /volume/folder/of-root"), Is.EqualTo(["65534:65534"]));
    }

    [Test]
    public async Task Are_left_if_there_is_no_user_namespace_whose_map_they_could_take()
    {
        var container = (await ContainerAsync()).WithHook().WithVolumes(new IdmappedVolume(Source(), "/volume/folder", "idmap"))
            with
        { Mappings = [] };

        Assert.That(await ReadAsync(Ignoring, container, "stat -c %u:%g /volume/folder/of-root"), Is.EqualTo(["0:0"]));
    }

    [Test]
    public async Task Are_all_idmapped_if_there_are_twenty()
    {
        var container = (await ContainerAsync()).WithHook();
        string[] places = [.. Enumerable.Range(0, 20).Select(number => $"/volume/many/{number}")];
        foreach (var place in places)
            Directory.CreateDirectory(container.Rootfs + place);

        var lines = await ReadAsync(
            Ignoring,
            container.WithVolumes([.. places.Select(place => new IdmappedVolume(Source(), place, "idmap"))]),
            "stat -c %u:%g /volume/many/*/of-root");

        Assert.That(lines, Is.EqualTo(Enumerable.Repeat("0:0", 20)));
    }

    private static IEnumerable<RuntimeUnderTest> RuntimesThatTakeCrunsSyntax =>
        [Ignoring, .. RuntimeMatrix.Bundles.Where(runtime => runtime.Name == "crun")];

    /// <summary>A folder with a file of the host's root.</summary>
    private string Source()
    {
        var source = Folder.Folder("source");
        Directory.CreateDirectory(Path.Combine(source, "nested"));
        File.WriteAllText(Path.Combine(source, "of-root"), "of the host");
        return source;
    }

    private string SourceFile()
    {
        var file = Path.Combine(Folder.FullPath, "file");
        File.WriteAllText(file, "of the host");
        return file;
    }
}
