using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// runc runs createRuntime hooks once more when it restores a container from a checkpoint, in the middle of CRIU's work and with
/// the status "stopped". (crun runs no hooks then.)
/// </summary>
public sealed class RestoredContainersTests : Scenario
{
    private const string Script = """
        cd "$0"
        runc --root "$0/state" run --detach --bundle "$0/bundle" restored </dev/null >/dev/null 2>&1
        runc --root "$0/state" checkpoint --image-path "$0/image" --work-path "$0/work" restored
        chmod -R a+rX image
        runc --root "$0/state" restore --detach --image-path "$0/image" --work-path "$0/work" --bundle "$0/bundle" \
            restored </dev/null >/dev/null 2>log \
            || { cat log work/restore.log >&2; runc --root "$0/state" delete --force restored; exit 1; }
        runc --root "$0/state" exec restored stat -c %u:%g /
        runc --root "$0/state" delete --force restored
        """;

    private static DebianTree[] Trees { get; } = [DebianTree.Trixie, DebianTree.Sid];

    private static string[] Kinds { get; } = ["none", "shifted", "root"];

    public static IEnumerable<object[]> Cases => from tree in Trees from kind in Kinds select new object[] { tree.Name, kind };

    /// <param name="suite">With the runc and the CRIU of that suite.</param>
    /// <param name="kind">The container has no user namespace, or a rootfs of its host ids, or one of the host's root, which only
    /// the hook makes right: CRIU restores no idmapped mounts.</param>
    [TestCaseSource(nameof(Cases))]
    public async Task Start_as_they_do_without_the_hook(string suite, string kind)
    {
        var rootfs = kind == "shifted"
            ? await RootFolder.CreateOwnedByAsync(Folder, 100000)
            : await RootFolder.CreateAsync(Folder);
        var container = new Container(rootfs).WithHook().Running("while :; do sleep 1; done");
        await WriteConfigAsync(kind == "none" ? container with { Mappings = [] } : container);

        var outcome = await Trees.Single(tree => tree.Name == suite).RunAsync(
            ["bash", "-e", "-c", Script, Folder.FullPath], Folder.FullPath, Path.GetDirectoryName(Shipped.Hook)!);

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo([kind == "root" ? "65534:65534" : "0:0"]), outcome.ToString());
    }

    /// <summary>Without what CRIU cannot dump here: a network namespace, and the host's control groups.</summary>
    private async Task WriteConfigAsync(Container container)
    {
        var bundle = Folder.Folder("bundle");
        var config = JsonNode.Parse(ConfigDocument.Of(container, bundle))!;
        Keep(config["mounts"]!.AsArray(), mount => (string)mount["destination"]! is "/proc" or "/dev");
        Keep(config["linux"]!["namespaces"]!.AsArray(), one => (string)one["type"]! != "network");
        await File.WriteAllTextAsync(Path.Combine(bundle, "config.json"), config.ToJsonString());
    }

    private static void Keep(JsonArray array, Func<JsonNode, bool> isKept)
    {
        foreach (var dropped in array.Where(one => !isKept(one!)).ToList())
            array.Remove(dropped);
    }
}
