namespace OciIdMapHook.EndToEndTests.StandIn;

public sealed class BadInput : StandInScenario
{
    [TestCase("", "byte 0", "empty")]
    [TestCase("{\"ociVersion\":\"1.0\",\"id\":}", "byte 25")]
    [TestCase("{\"ociVersion\":\"1.0\",\"id\":\"c\",\"pid\":\"one\",\"bundle\":\"/\"}", "byte 35", "pid")]
    [TestCase("[]", "byte 0", "object")]
    [TestCase("{\"ociVersion\":\"1.0\"", "byte [0-9]+", "end")]
    public async Task A_broken_state_is_refused_with_the_place(string state, params string[] patterns) =>
        Refusals.SaysInOneLine(await RunWithStateAsync(state), 2, ["standard input", .. patterns]);

    [Test]
    public async Task A_state_of_two_mebibytes_is_refused() =>
        Refusals.SaysInOneLine(
            await RunWithStateAsync(new string(' ', 2 << 20)), 2, "standard input", "larger than 1048576 bytes");

    [Test]
    public async Task A_broken_configuration_is_refused_with_the_place()
    {
        await File.WriteAllTextAsync(Path.Combine(Bundle.Folder, "config.json"), "{\"root\":{\"path\":\"rootfs\",}}");

        Refusals.SaysInOneLine(await Run.RunAsync(), 2, "config.json", "byte [0-9]+");
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
