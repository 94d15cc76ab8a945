using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>config.json says one thing, and the init, which the runtime has made of what it has read there, another.</summary>
public sealed class InitsWordTests : StandInScenario
{
    private const string NoIds = """{ "allowedHostIds": { "uids": [{ "first": 100000, "size": 65536 }] } }""";

    private static readonly string[] AnotherUser = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    private string ConfigFile => Path.Combine(Bundle.Folder, "config.json");

    /// <summary>Go reads members in any case.</summary>
    [Test]
    public async Task A_linux_member_in_another_case_does_not_get_round_the_allowed_ids()
    {
        await RewriteAsync(json => json.Replace("\"linux\"", "\"Linux\"", StringComparison.Ordinal));

        await IsForbiddenAsync();
    }

    /// <summary>Go merges them, crun takes the first.</summary>
    [Test]
    public async Task A_second_linux_member_does_not_get_round_the_allowed_ids()
    {
        await RewriteAsync(json => json[..^1] + ",\"linux\":{}}");

        await IsForbiddenAsync();
    }

    [Test]
    public async Task A_configuration_that_was_replaced_does_not_get_round_the_allowed_ids()
    {
        Bundle.WriteConfig();

        await IsForbiddenAsync();
    }

    [TestCase("\"linux\"", "\"Linux\"", "the document has \"Linux\"")]
    [TestCase(
        "\"linux\"", "\"l\u0131nux\"", "config.json has no user namespace, but the container's init is in one of its own", true)]
    [TestCase("\"uidMappings\"", "\"uidmappings\"", ".\\.linux has \"uidmappings\"")]
    [TestCase("{\"type\":\"user\"}", "{\"type\":\"user\",\"type\":\"pid\"}", "namespaces.1. has \"type\" more than once")]
    [TestCase("\"path\":\"rootfs\"", "\"path\":\"rootfs\",\"Path\":\"other\"", ".\\.root has \"Path\"")]
    public async Task What_runtimes_read_in_two_ways_is_refused(
        string written, string instead, string sentence, bool isReadAlike = false)
    {
        await RewriteAsync(json => json.Replace(written, instead, StringComparison.Ordinal));

        if (isReadAlike)
            Assert.That((await Run.RunAsync()).ThatRanRight().HookError, Does.Match(sentence));
        else
            await Refusals.LeavesAllAsItWasAsync(Run.WithPins(), "refused: config.json can be read in two ways: ", sentence);
    }

    [Test]
    public async Task What_runtimes_read_in_two_ways_is_no_matter_without_a_user_namespace()
    {
        Bundle.WriteConfig();
        await RewriteAsync(
            json => json.Replace("\"linux\"", "\"Linux\"", StringComparison.Ordinal)[..^1] + ",\"linux\":{},\"root\":null}");

        Assert.That((await Run.With("--no-userns").RunAsync()).ThatRan().HookError, Is.Empty);
    }

    [Test]
    public async Task A_configuration_without_a_user_namespace_is_not_believed_where_the_init_has_one()
    {
        Bundle.WriteConfig();

        var facts = (await Run.WithPins().With("--state-style", "crun").RunAsync()).ThatRanRight();

        Assert.That(
            facts.HookError,
            Does.Contain("warning: config.json has no user namespace, but the container's init is in one of its own"));
    }

    [TestCase("dead")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("2147483647")]
    public async Task An_init_that_is_not_there_is_no_matter_without_a_user_namespace(string pid)
    {
        Bundle.WriteConfig();

        Assert.That((await Run.With("--no-userns", "--pid", pid).RunAsync()).ThatRan().HookError, Is.Empty);
    }

    /// <summary>It may not look into the init: the kernel would let it map to any id all the same.</summary>
    [Test]
    public async Task Root_without_the_privilege_to_look_at_the_init_asks_for_the_allowed_ids()
    {
        Bundle.WriteConfig("0:200000:65536");
        var run = await WithAsync(NoIds, "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace");

        Refusals.SaysInOneLine(
            await run.With("--map", "0:200000:65536", "--dumpable", "0").RunAsync(), 1,
            "refused: the container's uids 0:200000:65536 .* reach the host's uid 200000");
    }

    [Test]
    public async Task Root_without_that_privilege_leaves_a_container_without_a_user_namespace_alone()
    {
        Bundle.WriteConfig();
        var run = await WithAsync(NoIds, "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace");

        Assert.That((await run.With("--no-userns", "--dumpable", "0").RunAsync()).ThatRan().HookError, Is.Empty);
    }

    /// <summary>
    /// An engine may give its hooks ambient capabilities. With some of them alone the hook is no reason to refuse what starts.
    /// </summary>
    [TestCase("+dac_override,+setgid,+setuid,+sys_ptrace,+sys_admin", 1, "refused: the rootfs belongs to uid 300000")]
    [TestCase("+setgid,+setuid,+sys_ptrace,+sys_admin", 0, "warning: left as it is: open of /proc/[0-9]+/fd: EACCES")]
    [TestCase("+dac_override", 0, "warning: left as it is: the rootfs belongs to uid 300000")]
    public async Task Another_user_is_the_hosts_root_with_all_of_its_privileges(string privileges, int exitCode, string sentence)
    {
        await HostCommand.ReadAsync("chown", "--recursive", "--no-dereference", "300000:300000", Bundle.Rootfs);
        var run = await WithAsync("{}", [.. AnotherUser, .. Ambient(privileges)]);

        var facts = await run.ThatGoesOnRegardless().RunAsync();

        Assert.That(facts.HookExitCode, Is.EqualTo(exitCode), facts.ToString());
        Assert.That(facts.HookError, Does.Match(sentence));
    }

    /// <summary>Nobody knows then to which ids the container is mapped.</summary>
    [TestCase(NoIds, 1)]
    [TestCase("{}", 0)]
    public async Task Who_may_map_to_any_id_does_not_get_round_the_allowed_ids_by_what_cannot_be_looked_at(
        string config, int exitCode)
    {
        await RewriteAsync(json => json.Replace("\"rootfs\"", "\"nowhere\"", StringComparison.Ordinal));
        var run = await WithAsync(config, [.. AnotherUser, .. Ambient("+setuid")]);

        var facts = await run.ThatGoesOnRegardless().RunAsync();

        Assert.That(facts.HookExitCode, Is.EqualTo(exitCode), facts.ToString());
        Assert.That(facts.HookError, Does.Match("/nowhere.*: ENOENT"));
    }

    private static string[] Ambient(string capabilities) => [$"--inh-caps={capabilities}", $"--ambient-caps={capabilities}"];

    private async Task IsForbiddenAsync() => Refusals.SaysInOneLine(
        await (await WithAsync(NoIds)).With("--map", "0:0:65536").RunAsync(),
        1,
        "refused: the container's uids 0:0:65536 .* reach the host's uid 0, which is not among the allowedHostIds.uids");

    private async Task RewriteAsync(Func<string, string> change) =>
        await File.WriteAllTextAsync(ConfigFile, change(await File.ReadAllTextAsync(ConfigFile)));

    private async Task<StandInRun> WithAsync(string json, params string[] privileges)
    {
        var config = Path.Combine(Folder.FullPath, "config.json");
        await File.WriteAllTextAsync(config, json);
        return privileges.Length == 0
            ? Run.WithHook(Shipped.Hook, "--config", config)
            : Run.WithHook("/usr/bin/setpriv", [.. privileges, Shipped.Hook, "--config", config]);
    }
}
