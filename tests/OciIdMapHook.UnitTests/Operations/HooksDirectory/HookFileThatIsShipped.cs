using System.Text.Json;
using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.UnitTests.Operations.HooksDirectory;

public sealed class HookFileThatIsShipped
{
    [Test]
    public void Keeps_every_rule_and_names_the_hook()
    {
        var file = HookFile.Read(ShippedHookFile.Content);

        Assert.That(file.Violations, Is.Empty);
        Assert.That(file.NamesThisHook, Is.True);
    }

    [Test]
    public void Gives_the_hook_longer_than_it_gives_itself()
    {
        using var file = JsonDocument.Parse(ShippedHookFile.Content);

        // The hook gives up by itself after 20 seconds and says why; an engine's kill would say nothing.
        Assert.That(file.RootElement.GetProperty("hook").GetProperty("timeout").GetInt32(), Is.GreaterThan(20));
    }
}
