using System.Text.Json;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.HooksDirectory;

public sealed class ShippedHookFile
{
    [Test]
    public void Keeps_every_rule_of_the_schema()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Repository.HooksDirectoryFile));

        Assert.That(HookFileRules.Violations(file.RootElement), Is.Empty);
    }

    [Test]
    public void Gives_the_hook_longer_than_it_gives_itself()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Repository.HooksDirectoryFile));

        // The hook gives up by itself after 20 seconds and says why; an engine's kill would say nothing.
        Assert.That(file.RootElement.GetProperty("hook").GetProperty("timeout").GetInt32(), Is.GreaterThan(20));
    }

    [TestCase("{}", "version must be 1.0.0")]
    [TestCase("{}", "hook is required")]
    [TestCase("{}", "when is required")]
    [TestCase("{}", "stages is required")]
    [TestCase("""{ "hook": { "path": "bin/hook" } }""", "hook.path must be absolute")]
    [TestCase("""{ "hook": { "path": "/hook", "env": [] } }""", "hook.env must hold at least one NAME=value")]
    [TestCase("""{ "hook": { "path": "/hook", "timeout": 0 } }""", "hook.timeout must be a positive number of seconds")]
    [TestCase("""{ "when": {} }""", "when must hold a condition")]
    [TestCase("""{ "when": { "commands": ["["] } }""", "when: [ is no expression")]
    [TestCase("""{ "stages": ["precreate"] }""", "stages: precreate is unknown")]
    [TestCase("""{ "stage": [] }""", "stage is unknown")]
    public void Would_be_found_broken(string document, string violation)
    {
        using var file = JsonDocument.Parse(document);

        Assert.That(HookFileRules.Violations(file.RootElement), Has.Member(violation));
    }
}
