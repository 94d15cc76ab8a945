using System.Text;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// What a runtime reads of a config.json that is not as the specification wants it, the hook reads too. Each runtime tells by
/// itself, with a hook that does nothing, of which documents it makes containers: these start with the hook, and are remapped.
/// </summary>
public sealed class ConfigurationsAsReadTests : Scenario
{
    private const string Look = "stat -c %u:%g / /copied/file";

    private static readonly (string Name, DebianTree Tree)[] RuntimeTrees =
    [
        ("runc", DebianTree.Host), ("crun", DebianTree.Host),
        ("runc", DebianTree.Trixie), ("crun", DebianTree.Trixie),
        ("runc", DebianTree.Sid), ("crun", DebianTree.Sid),
    ];

    public static IEnumerable<object[]> Runtimes =>
        RuntimeTrees.Select(runtime => new object[] { runtime.Name, runtime.Tree.Name });

    [TestCaseSource(nameof(Runtimes))]
    public async Task Are_read_alike(string name, string suite)
    {
        var changes = Changes.Where(change => !change.Crashes.Contains($"{name} {suite}", StringComparison.Ordinal)).ToArray();
        var runs = await RunAsync(name, suite, changes);

        Assert.That(
            runs.Count(run => run.Without.Started), Is.GreaterThan(changes.Length / 3), "This runtime starts some of them");
        Assert.Multiple(() =>
        {
            foreach (var (change, without, with) in runs.Where(run => run.Without.Started))
            {
                Assert.That(without.Output, Does.Contain("65534:65534"), $"{change.Name}, without the hook");
                Assert.That(with.Output, Is.EqualTo("0:0\n0:0\n"), $"{change.Name}: {with.Error}");
            }
        });
    }

    [TestCaseSource(nameof(Runtimes))]
    public async Task That_runtimes_read_in_two_ways_are_refused(string name, string suite)
    {
        var runs = await RunAsync(name, suite, TwoWays);

        Assert.That(runs.Count(run => run.Without.Started), Is.GreaterThan(1), "This runtime starts some of them");
        Assert.Multiple(() =>
        {
            foreach (var (change, _, with) in runs)
                Assert.That(with.Started, Is.False, change.Name);
        });
    }

    private static Change[] Changes { get; } =
    [
        new("nothing", document => document),
        new("null for an annotation", "\"a\":\"b\"", "\"a\":null,\"io.oci-idmap-hook.rootfs\":null") { Crashes = "crun sid" },
        new("null for an option", "\"tmpcopyup\"", "null,\"tmpcopyup\"") { Crashes = "crun sid" },
        new("null for annotations", "{\"a\":\"b\"}", "null"),
        new("null for readonly", "\"readonly\":false", "\"readonly\":null"),
        new("null for an id", "\"containerID\":0", "\"containerID\":null"),
        new("null for a path", "{\"type\":\"user\"}", "{\"type\":\"user\",\"path\":null}"),
        new(
            "null for mappings of a mount", "{\"destination\":\"/copied\",",
            "{\"destination\":\"/copied\",\"uidMappings\":null,"),
        new("null for a member that nobody reads", "\"hostname\":", "\"x\":null,\"hostname\":"),
        Deep("[", "]", 63), Deep("[", "]", 100), Deep("[", "]", 9000), Deep("[", "]", 50_000), Deep("{\"x\":", "}", 1000),
        new("comments", "\"hostname\":", "/* { */ // \"\n \"hostname\"/**/:"),
        End("a comment at the end", "// the end"),
        End("text at the end", " hello"),
        End("a brace at the end", "}"),
        End("a comma at the end", ","),
        End("another document at the end", "\n{\"linux\":{}}"),
        End("NULs at the end", "\0\0{\n"),
        new("white space of C", "\"hostname\":", "\f\v\"hostname\":"),
        new("commas before the ends", "{\"a\":\"b\"}", "{\"a\":\"b\",},"),
        new("single quotes", "\"hostname\":", "'hostname':"),
        new("a double quote within single quotes", "\"a\":\"b\"", "'a\"':'\"b'"),
        new("words in capitals", "\"readonly\":false", "\"readonly\":False,\"x\":[NULL,NaN,-Infinity]"),
        new("a line feed in a string", "\"a\":\"b\"", "\"a\":\"\n\t\x01\""),
        new("zeros before a number", "\"hostID\":100000", "\"hostID\":0100000"),
        new("numbers that are none", "\"hostname\":", "\"x\":[1e,1.,-007],\"hostname\":"),
        new("numbers beyond all", "\"hostname\":", $"\"x\":[1e400,{new string('9', 400)}],\"hostname\":"),
        new("minus zero", "\"containerID\":0", "\"containerID\":-0"),
        new("half a surrogate pair", "\"a\":\"b\"", "\"a\\udc00\":\"\\ud800\""),
        new("half a pair that nobody reads", "\"hostname\":", "\"x\":\"\\ud800\",\"hostname\":"),
        new("bytes that are no text", "\"a\":\"b\"", "\"a\xff\":\"\xc0\xaf\""),
        new("half a pair in bytes", "\"a\":\"b\"", "\"a\":\"\xed\xa0\x80\""),
        new("a NUL in an annotation", "\"a\":\"b\"", "\"a\":\"b\\u0000c\""),
        new("a NUL in an option", "\"tmpcopyup\"", "\"tmpcopyup\\u0000x\""),
        new("a NUL in a type", "{\"type\":\"user\"}", "{\"type\":\"user\\u0000x\"}"),
        new("a NUL in a path", "/rootfs\"", "/rootfs\\u0000x\""),
        new("annotations that are an array", "{\"a\":\"b\"}", "[]"),
        new("a number for an option", "\"tmpcopyup\"", "\"tmpcopyup\",5") { Crashes = "crun sid" },
        new("a number for readonly", "\"readonly\":false", "\"readonly\":0"),
        new("a number for a path", "{\"type\":\"user\"}", "{\"type\":\"user\",\"path\":5}"),
        new("a number for the propagation", "\"maskedPaths\":", "\"rootfsPropagation\":5,\"maskedPaths\":"),
        new("a string for an id", "\"containerID\":0", "\"containerID\":\"7\""),
        Twice("mounts"), Twice("linux"), Twice("root"), Twice("annotations"), TwiceAs("linux", "Linux"),
        TwiceAs("mounts", "MOUNTS"),
        new("a value twice", "{\"destination\":\"/copied\",", "{\"destination\":\"/copied\",\"destination\":\"/copied\","),
        new("readonly twice", "\"readonly\":false", "\"readonly\":true,\"Readonly\":true,\"readonly\":false"),
        new("an annotation twice", "\"a\":\"b\"", "\"a\":\"b\",\"a\":\"c\""),
        new("an escaped name", "\"linux\":", "\"l\\u0069nux\":"),
    ];

    private static Change[] TwoWays { get; } =
    [
        Member("other mounts", "\"mounts\":[{\"destination\":\"/proc\",\"type\":\"proc\",\"source\":\"proc\"}]"),
        Member("other annotations", "\"annotations\":{\"io.oci-idmap-hook.rootfs\":\"never\"}"),
        Member("annotations in another case", "\"Annotations\":{\"io.oci-idmap-hook.rootfs\":\"never\"}"),
        new(
            "an annotation of the hook's", "\"a\":\"b\"",
            "\"io.oci-idmap-hook.rootfs\":\"never\",\"io.oci-idmap-hook.rootfs\":\"auto\""),
        Member("a name that ends at a NUL", "\"annotations\\u0000\":{\"io.oci-idmap-hook.rootfs\":\"never\"}"),
        new("other options", "\"tmpcopyup\"]", "\"tmpcopyup\"],\"options\":[]"),
        new("other mappings", "\"gidMappings\":", "\"UidMappings\":[{\"hostID\":200000}],\"gidMappings\":"),
    ];

    private static Change Deep(string open, string close, int depth) => new(
        $"{depth} levels of {open}", "\"hostname\":", $"\"x\":{Repeat(open, depth)}1{Repeat(close, depth)},\"hostname\":");

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static Change Twice(string member) => TwiceAs(member, member);

    private static Change TwiceAs(string member, string name) => new(
        $"{member} as {name} too",
        document => $"{document[..^1]},\"{name}\":{JsonNode.Parse(document)![member]!.ToJsonString()}}}");

    /// <summary>What follows the document.</summary>
    private static Change End(string name, string text) => new(name, document => document + text);

    /// <summary>One more member.</summary>
    private static Change Member(string name, string member) => new(name, document => $"{document[..^1]},{member}}}");

    private async Task<IReadOnlyList<(Change Change, Run Without, Run With)>> RunAsync(
        string name, string suite, Change[] changes)
    {
        var container = (await ContainerAsync()).WithVolumes(new CopiedUpTmpfs("/copied")).WithAnnotation("a", "b").Running(Look);
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "copied"));
        await File.WriteAllTextAsync(Path.Combine(container.Rootfs, "copied", "file"), "of root");
        for (var i = 0; i < changes.Length; i++)
        {
            Write(
                container with { Hook = HookUse.At("createRuntime") with { Executable = "/bin/true" } }, changes[i],
                $"without-{i}");
            Write(container.WithHook(), changes[i], $"with-{i}");
        }

        const string RunAll = """
            cd "$1"
            for bundle in with*; do
                (cd $bundle && "$2" --root "$1/state" run "$3-$bundle" </dev/null >out 2>err && touch started) || continue
            done
            """;
        var tree = RuntimeTrees.First(runtime => runtime.Tree.Name == suite).Tree;
        var entered = await tree.WritableAsync(
            Folder.Folder("tree"),
            ["/bin/sh", "-c", RunAll, "sh", Folder.FullPath, name, Folder.Name],
            Folder.FullPath,
            Path.GetDirectoryName(Shipped.Hook)!);
        (await HostCommand.RunManyAsync(entered[0], entered.Skip(1))).Succeeded();
        return [.. changes.Select((change, i) => (change, Read($"without-{i}"), Read($"with-{i}")))];
    }

    private void Write(Container container, Change change, string name)
    {
        var bundle = Folder.Folder(name);
        var plain = JsonNode.Parse(ConfigDocument.Of(container, bundle))!.ToJsonString();
        var altered = change.Apply(plain);
        Assert.That(altered == plain, Is.EqualTo(change == Changes[0]), change.Name);
        File.WriteAllBytes(Path.Combine(bundle, "config.json"), Encoding.Latin1.GetBytes(altered));
    }

    private Run Read(string name)
    {
        var bundle = Path.Combine(Folder.FullPath, name);
        return new Run(
            File.Exists(Path.Combine(bundle, "started")),
            File.ReadAllText(Path.Combine(bundle, "out")),
            File.ReadAllText(Path.Combine(bundle, "err")));
    }

    /// <param name="Started">It ran to its end.</param>
    /// <param name="Output">What the container printed.</param>
    /// <param name="Error">What the runtime said.</param>
    private sealed record Run(bool Started, string Output, string Error);

    /// <summary>How a document, in Latin-1, is altered.</summary>
    private sealed record Change(string Name, Func<string, string> Apply)
    {
        public Change(string name, string old, string replacement)
            : this(name, document => document.Replace(old, replacement, StringComparison.Ordinal))
        {
        }

        /// <summary>Runtimes that crash of it, or of any hook then, and leave their containers behind.</summary>
        public string Crashes { get; init; } = "";
    }
}
