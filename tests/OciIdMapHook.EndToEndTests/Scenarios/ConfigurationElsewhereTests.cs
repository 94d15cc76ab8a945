using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// crun run --config: the state names the bundle, and the config.json in there is another container's, or an old one.
/// </summary>
public sealed class ConfigurationElsewhereTests : Scenario
{
    private static DebianTree[] Trees { get; } = [DebianTree.Host, DebianTree.Trixie, DebianTree.Sid];

    public static IEnumerable<object[]> Cases =>
        from tree in Trees from hasDefaultRoot in (bool[])[true, false] select new object[] { tree.Name, hasDefaultRoot };

    /// <param name="suite">Where crun comes from.</param>
    /// <param name="hasDefaultRoot">crun keeps its copy of the configuration where it is looked for.</param>
    [TestCaseSource(nameof(Cases))]
    public async Task Is_the_one_that_counts(string suite, bool hasDefaultRoot)
    {
        var container = (await ContainerAsync()).WithHook().Running("stat -c %u:%g / && echo x >/made");

        var outcome = await RunAsync(suite, hasDefaultRoot, used: container, inBundle: container with { Mappings = [] });

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["0:0"]));
    }

    /// <summary>Where nothing tells what crun has read, the init is taken for another container's.</summary>
    [TestCase("host")]
    [TestCase("sid")]
    public async Task Without_a_user_namespace_counts_too(string suite)
    {
        var container = (await ContainerAsync()).WithHook().Running("stat -c %u:%g /");

        var outcome = await RunAsync(suite, hasDefaultRoot: true, used: container with { Mappings = [] }, inBundle: container);

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["0:0"]));
    }

    private async Task<CommandOutcome> RunAsync(string suite, bool hasDefaultRoot, Container used, Container inBundle)
    {
        var bundle = Folder.Folder("bundle");
        var elsewhere = Path.Combine(Folder.FullPath, "elsewhere.json");
        await File.WriteAllBytesAsync(elsewhere, ConfigDocument.Of(used, bundle));
        await File.WriteAllBytesAsync(Path.Combine(bundle, "config.json"), ConfigDocument.Of(inBundle, bundle));
        string[] root = hasDefaultRoot ? [] : ["--root", Folder.Folder("state")];

        return await Trees.Single(tree => tree.Name == suite).RunAsync(
            ["crun", .. root, "run", "--config", elsewhere, "--bundle", bundle, Folder.Name],
            Folder.FullPath,
            Path.GetDirectoryName(Shipped.Hook)!);
    }
}
