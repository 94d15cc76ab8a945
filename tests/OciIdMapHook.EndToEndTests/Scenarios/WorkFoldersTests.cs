using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>A recomposed overlay works in a folder within the old one's work folder.</summary>
public sealed class WorkFoldersTests : Scenario
{
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Of_ten_starts_of_one_container_leave_one(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        var container = (root.Container() with { Id = Folder.Name }).WithHook();

        for (var start = 1; start <= 10; start++)
        {
            var lines = await ReadAsync(
                runtime, container, $"echo x >>/written && chown {start}:0 /etc/made-by-host-root && wc -l </written");
            Assert.That(lines, Is.EqualTo([$"{start}"]));
        }

        Assert.That(Own(root), Has.Length.EqualTo(1));
        Assert.That(Own(root)[0], Does.Match($"^oci-idmap-hook-{Folder.Name}-[0-9a-f]{{16}}$"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Of_containers_that_share_an_upper_layer_are_each_one_s_own(RuntimeUnderTest runtime)
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        foreach (var id in new[] { $"{Folder.Name}-a", $"{Folder.Name}-b", $"{Folder.Name}-a" })
            await ReadAsync(runtime, (root.Container() with { Id = id }).WithHook(), "echo x >>/written");

        Assert.That(Own(root), Has.Length.EqualTo(2));
    }

    private static string[] Own(LayeredRoot root) =>
        [.. Directory.GetDirectories(root.Work, "oci-idmap-hook-*").Select(path => Path.GetFileName(path)!)];
}
