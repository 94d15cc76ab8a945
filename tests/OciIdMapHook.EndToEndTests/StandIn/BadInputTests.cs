using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class BadInputTests : StandInScenario
{
    [TestCase("", "byte 0", "empty")]
    [TestCase("{\"ociVersion\":\"1.0\",\"id\":}", "byte 25")]
    [TestCase("{\"ociVersion\":\"1.0\",\"id\":\"c\",\"pid\":\"one\",\"bundle\":\"/\"}", "byte 35", "pid")]
    [TestCase("[]", "byte 0", "object")]
    [TestCase("{\"ociVersion\":\"1.0\"", "byte [0-9]+", "end")]
    public async Task A_broken_state_is_refused_with_the_place(string state, params string[] patterns) =>
        Refusals.SaysInOneLine(await RunWithStateAsync(state), 2, ["standard input", .. patterns]);

    [Test]
    public async Task A_state_of_more_than_sixteen_mebibytes_is_refused() =>
        Refusals.SaysInOneLine(
            await RunWithStateAsync(new string(' ', 17 << 20)), 2, "standard input", "larger than 16777216 bytes");

    /// <summary>As large as the annotations of a config.json may be that it takes.</summary>
    [Test]
    public async Task A_state_of_megabytes_of_annotations_is_read()
    {
        var annotations = string.Join(',', Enumerable.Range(0, 1500).Select(i => $"\"{i}\":\"{new string('a', 1024)}\""));
        Bundle.WriteConfig();

        var facts = await RunWithStateAsync(
            $"{{\"ociVersion\":\"1.0\",\"id\":\"c\",\"pid\":1,\"bundle\":\"{Bundle.Folder}\","
            + $"\"annotations\":{{{annotations}}}}}");

        Assert.That(facts.HookExitCode, Is.Zero, facts.HookError);
    }

    /// <summary>Annotations are whoever's who starts containers, and the hook's own deadline would be over.</summary>
    [Test]
    public async Task A_configuration_of_millions_of_strings_that_are_no_text_is_read()
    {
        Bundle.WriteConfig("0:100000:65536");
        var path = Path.Combine(Bundle.Folder, "config.json");
        var config = (await File.ReadAllTextAsync(path)).TrimEnd();
        var annotations = string.Join(',', Enumerable.Repeat("\"\xff\":\"\xff\"", 1_600_000));
        await File.WriteAllTextAsync(path, $"{config[..^1]},\"annotations\":{{{annotations}}}}}", System.Text.Encoding.Latin1);

        (await Run.RunAsync()).ThatRanRight();
    }

    /// <summary>crun does not ignore SIGPIPE: it would die, and leave the container's state behind.</summary>
    [TestCase(2, "larger than 16777216 bytes")]
    [TestCase(2, "at byte 0: not JSON|ends before it is complete", "--config", "/nowhere.json")]
    [TestCase(2, "--config takes the absolute path", "--config", "relative.json")]
    [TestCase(2, "unknown arguments", "poststop")]
    public async Task Whoever_writes_the_state_is_not_killed_for_it(int exitCode, string sentence, params string[] arguments)
    {
        var bytes = arguments is ["--config", "/nowhere.json"] ? 8_000_000 : 20_000_000;
        var pipe = $"head --bytes={bytes} /dev/zero | tr '\\0' ' ' | \"$0\" \"$@\"; echo \"${{PIPESTATUS[@]}}\"";

        var outcome = await HostCommand.RunAsync("bash", ["-c", pipe, Shipped.Hook, .. arguments]);

        Assert.That(outcome.Lines, Is.EqualTo(new[] { $"0 0 {exitCode}" }), outcome.ToString());
        Assert.That(outcome.StandardError, Does.Match(sentence));
    }

    [TestCase("mkfifo {0}")]
    [TestCase("mknod {0} c 1 5")]
    [TestCase("mkdir {0}")]
    [TestCase("perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => \"{0}\", Listen => 1) or die'")]
    public async Task What_is_no_file_in_the_place_of_the_configuration_is_refused_at_once(string command)
    {
        var config = Path.Combine(Bundle.Folder, "config.json");
        File.Delete(config);
        await HostCommand.ReadAsync(
            "sh", "-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, command, config));

        var facts = await Run.RunAsync();

        Refusals.SaysInOneLine(facts, 2, "config.json is no regular file", "put the file itself there");
        Assert.That(facts.HookDuration, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task A_broken_configuration_is_refused_with_the_place()
    {
        await File.WriteAllTextAsync(Path.Combine(Bundle.Folder, "config.json"), "{\"root\":{\"path\":\"rootfs\"]}");

        Refusals.SaysInOneLine(await Run.RunAsync(), 2, "config.json", "byte [0-9]+");
    }

    /// <summary>The runtime has read it by itself, and has made a container that is none of the hook's business.</summary>
    [TestCase("echo '{{\"root\":{{\"path\":\"rootfs\"]}}' >{0}", "at byte [0-9]+")]
    [TestCase("rm {0}", "there is no .*config.json")]
    public async Task A_container_without_a_user_namespace_starts_whatever_is_wrong_with_the_configuration(
        string command, string fault)
    {
        var config = Path.Combine(Bundle.Folder, "config.json");
        await HostCommand.ReadAsync(
            "sh", "-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, command, config));

        var facts = await Run.With("--no-userns").RunAsync();

        Assert.That(facts.HookExitCode, Is.Zero, facts.HookError);
        Assert.That(facts.HookError, Does.Match($"warning: left as it is: .*{fault}.*starts all the same"));
    }

    [Test]
    public async Task A_missing_configuration_is_refused_with_its_path()
    {
        File.Delete(Path.Combine(Bundle.Folder, "config.json"));

        var facts = await Run.RunAsync();

        Assert.That(facts.HookExitCode, Is.EqualTo(1).Or.EqualTo(2), facts.ToString());
        Assert.That(facts.HookError, Does.Contain("config.json"));
    }

    [Test]
    public async Task A_state_that_never_ends_is_given_up_at_the_hooks_own_deadline()
    {
        var facts = await Run.With("--stdin-open").RunAsync();

        Assert.That(facts["hook.1.signal"], Is.EqualTo("0"), "The runtime would have killed it after 30 seconds");
        Assert.That(facts.HookExitCode, Is.EqualTo(1).Or.EqualTo(2), facts.ToString());
        Assert.That(facts.HookDuration, Is.InRange(TimeSpan.FromSeconds(18), TimeSpan.FromSeconds(25)));
        Assert.That(facts.HookError, Does.Match("standard input").And.Match("seconds|deadline|20 s"));
    }

    private async Task<StandInFacts> RunWithStateAsync(string state)
    {
        var file = Path.Combine(Folder.FullPath, "state");
        await File.WriteAllTextAsync(file, state);
        return await Run.With("--state", file).RunAsync();
    }
}
