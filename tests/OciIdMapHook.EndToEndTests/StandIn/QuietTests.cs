using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// A container without a user namespace is not worth a line, nor a record: some hosts start thousands of them an hour.
/// </summary>
public sealed class QuietTests : StandInScenario
{
    private const string Telling = "socket\\(|connect\\(|/run|\\bwrite\\(";

    private readonly PrivateRun machine;

    public QuietTests() => machine = new PrivateRun(Folder);

    [TestCase("{}")]
    [TestCase("""{ "rootfs": "never" }""")]
    [TestCase("""{ "allowedHostIds": { "uids": [] } }""")]
    public async Task Nothing_is_said_nor_recorded_of_it(string json)
    {
        var facts = (await (await WithAsync(json)).RunAsync()).ThatRan();

        Assert.That(facts.HookError, Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(machine.Path), Is.Empty);
    }

    [Test]
    public async Task It_is_said_at_the_level_debug()
    {
        var facts = (await (await WithAsync("""{ "log": { "level": "debug" } }""")).RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("nothing to do: the container has no user namespace and no id mappings"));
        Assert.That(Directory.GetFileSystemEntries(machine.Path), Is.Empty);
    }

    [Test]
    public async Task Neither_the_log_nor_the_audit_file_is_looked_for()
    {
        Bundle.WriteConfig();

        var calls = await TracedAsync(Run.With("--no-userns"));

        Assert.That(calls, Has.None.Match(Telling));
        Assert.That(
            calls, Has.Exactly(1).Match("statx\\(.*ns/user"), "One look at the init, which is in the first user namespace");
    }

    [Test]
    public async Task Both_are_seen_where_there_is_something_to_tell()
    {
        Bundle.WriteConfig("0:100000:65536");
        await HostCommand.ReadAsync("chown", "--recursive", "100000:100000", Bundle.Rootfs);

        Assert.That(await TracedAsync(Run), Has.Some.Match(Telling));
    }

    [Test]
    public async Task A_container_with_a_user_namespace_is_said_and_recorded_though_it_stays_as_it_is()
    {
        Bundle.WriteConfig("0:100000:65536");
        await HostCommand.ReadAsync("chown", "--recursive", "100000:100000", Bundle.Rootfs);

        var facts = (await Run.By([.. machine.Entrance]).RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("nothing to do"));
        Assert.That(machine.Lines(), Has.Length.EqualTo(1));
    }

    private async Task<StandInRun> WithAsync(string json)
    {
        var config = Path.Combine(Folder.FullPath, "config.json");
        await File.WriteAllTextAsync(config, json);
        Bundle.WriteConfig();
        return Run.By([.. machine.Entrance]).WithHook(Shipped.Hook, "--config", config).With("--no-userns");
    }

    private async Task<string[]> TracedAsync(StandInRun run)
    {
        var trace = Path.Combine(Folder.FullPath, "strace");
        (await run.By([.. machine.Entrance]).WithHook("/usr/bin/strace", "-o", trace, Shipped.Hook).RunAsync()).ThatRan();
        return await File.ReadAllLinesAsync(trace);
    }
}
