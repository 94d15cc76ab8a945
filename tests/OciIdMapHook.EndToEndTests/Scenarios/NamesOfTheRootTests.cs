using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>The ways in which a configuration may name the rootfs.</summary>
public sealed class NamesOfTheRootTests : Scenario
{
    // containerd makes a bundle of its own, from which nothing can be named.
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Standalone))]
    public async Task As_seen_from_the_bundle(RuntimeUnderTest runtime) =>
        await IsRemappedAsync(runtime, await ContainerAsync() with { RelativeRootPath = true });

    // runc itself refuses a rootfs that is one.
    private static IEnumerable<RuntimeUnderTest> FollowingLinks => RuntimeMatrix.All.Where(runtime => !runtime.IsRunc);

    [TestCaseSource(nameof(FollowingLinks))]
    public async Task By_a_symbolic_link(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        var link = Path.Combine(Folder.FullPath, "link");
        File.CreateSymbolicLink(link, container.Rootfs);

        await IsRemappedAsync(runtime, container with { Rootfs = link });
    }

    // Spaces, line breaks and backslashes are escaped in a mount table, by other rules than in JSON.
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task With_characters_that_a_mount_table_escapes(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        var odd = Path.Combine(Folder.FullPath, "a \"b\" \\ \t ü");
        Directory.Move(container.Rootfs, odd);

        await IsRemappedAsync(runtime, container with { Rootfs = odd });
    }

    private async Task IsRemappedAsync(RuntimeUnderTest runtime, Container container)
    {
        var lines = await ReadAsync(runtime, container.WithHook(), "stat -c %u:%g / && echo x >/made");

        Assert.That(lines, Is.EqualTo(["0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo("0:0"));
    }
}
