using System.Text;
using System.Text.Json;
using OciIdMapHook.Installation;

namespace OciIdMapHook.UnitTests.Installation;

public sealed class HookFileThatIsShippedTests
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

    /// <remarks>
    /// Podman reads hooks of its own stage in the folder that the second file is put to, and the others where it did before.
    /// </remarks>
    [Test]
    public void Is_read_by_Podman_from_the_folders_that_the_shipped_configuration_names()
    {
        var configuration = TomlFile.Parse(Encoding.UTF8.GetString(PodmanDropIn.Content.Span), "containers.conf");

        Assert.That(HooksFolders.OfPodman([configuration]), Is.EqualTo([HooksFolders.Default, HooksFolders.Podmans]));
        Assert.That(HooksFolders.OfPodmanIn(configuration), Has.All.InstanceOf<string>(), "Podman before 4.8 takes nothing else");
    }
}
