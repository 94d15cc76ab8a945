using System.Text.Json;
using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.UnitTests.Operations.HooksDirectory;

public sealed class HookFileThatIsShipped
{
    private static IEnumerable<ShippedHookFile> All => ShippedHookFile.All;

    [TestCaseSource(nameof(All))]
    public void Keeps_every_rule_and_names_the_hook(ShippedHookFile shipped)
    {
        var file = HookFile.Read(shipped.Content);

        Assert.That(file.Violations, Is.Empty);
        Assert.That(file.NamesThisHook, Is.True);
    }

    [Test]
    public void Is_one_for_every_engine_and_one_for_Podmans_own_stage()
    {
        Assert.That(HookFile.Read(ShippedHookFile.CreateRuntime.Content).Stages, Is.EqualTo(["createRuntime"]));
        Assert.That(HookFile.Read(ShippedHookFile.Precreate.Content).Stages, Is.EqualTo(["precreate"]));
        Assert.That(All.Select(shipped => shipped.FileName), Is.Unique);
    }

    [TestCaseSource(nameof(All))]
    public void Tells_the_hook_its_stage(ShippedHookFile shipped)
    {
        using var file = JsonDocument.Parse(shipped.Content);

        Assert.That(
            file.RootElement.GetProperty("hook").GetProperty("args")[1].GetString(),
            Is.EqualTo(file.RootElement.GetProperty("stages")[0].GetString()));
    }

    [TestCaseSource(nameof(All))]
    public void Gives_the_hook_longer_than_it_gives_itself(ShippedHookFile shipped)
    {
        using var file = JsonDocument.Parse(shipped.Content);

        // The hook gives up by itself after 20 seconds and says why; an engine's kill would say nothing.
        Assert.That(file.RootElement.GetProperty("hook").GetProperty("timeout").GetInt32(), Is.GreaterThan(20));
    }
}
