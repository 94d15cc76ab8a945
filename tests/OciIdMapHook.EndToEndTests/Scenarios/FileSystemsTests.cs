using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Roots;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A rootfs on each file system that the kernel can idmap.</summary>
public sealed class FileSystemsTests : Scenario
{
    private static readonly FileSystemRoot[] Kinds =
        [.. new[] { "ext4", "xfs", "btrfs", "tmpfs", "squashfs", "erofs" }.Select(type => new FileSystemRoot(type))];

    private static IEnumerable<object[]> All =>
        from runtime in RuntimeMatrix.OneOfEach from kind in Kinds select new object[] { runtime, kind };

    private static IEnumerable<object[]> Writable => All.Where(arguments => ((FileSystemRoot)arguments[1]).IsWritable);

    [TestCaseSource(nameof(All))]
    public async Task The_mounts_are_as_without_the_hook_and_the_files_are_roots(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);

        var without = await MountsAsync(runtime, container);
        var lines = await ReadAsync(
            runtime, container.WithHook(), "stat -c %u:%g / /etc/made-by-host-root; cat /proc/self/mountinfo");
        var with = MountTable.Parse(lines.Skip(2));

        Assert.That(lines.Take(2), Is.EqualTo(["0:0", "0:0"]));
        Assert.That(kind.Comparable(with), Is.EqualTo(kind.Comparable(without)));
        kind.IsRemapped(container, with);
    }

    [TestCaseSource(nameof(Writable))]
    public async Task An_overlay_with_its_layers_on_it_belongs_to_root_inside_and_on_disk(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await ((FileSystemRoot)kind).CreateOverlayAsync(Folder);

        var lines = await ReadAsync(
            runtime, container.WithHook(), "echo x >/made && rm /etc/made-by-host-root && stat -c %u:%g / /bin /made");

        Assert.That(lines, Is.EqualTo(["0:0", "0:0", "0:0"]));
        if (kind.ToString() != "tmpfs")
        {
            Assert.That(
                await ((FileSystemRoot)kind).OwnersOnDiskAsync(Folder, "layers/upper/made", "layers/upper/etc/made-by-host-root"),
                Is.EqualTo(["0:0", "0:0"]));
        }
    }

    [TestCaseSource(nameof(Writable))]
    public async Task What_root_writes_is_roots_and_what_it_gives_away_is_the_others(RuntimeUnderTest runtime, RootKind kind)
    {
        var container = await kind.CreateAsync(Folder);

        var lines = await ReadAsync(
            runtime, container.WithHook(), "echo x >/made && echo x >/given && chown 33:34 /given && stat -c %u:%g /made /given");

        Assert.That(lines, Is.EqualTo(["0:0", "33:34"]));
        if (kind.ToString() != "tmpfs")
            Assert.That(await ((FileSystemRoot)kind).OwnersOnDiskAsync(Folder, "made", "given"), Is.EqualTo(["0:0", "33:34"]));
    }
}
