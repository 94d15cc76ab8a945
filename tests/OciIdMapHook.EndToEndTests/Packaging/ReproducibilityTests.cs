using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>What anybody can check who has the same executables.</summary>
public sealed class ReproducibilityTests : Scenario
{
    [Test]
    public async Task The_sums_are_those_of_the_files()
    {
        var outcome = await HostCommand.RunAsync("sh", "-c", $"cd '{Packages.Folder}' && sha256sum --check SHA256SUMS");

        Assert.That(outcome.Succeeded().Lines, Has.Exactly(4).EndsWith(": OK"));
    }

    [Test]
    public async Task Packing_again_gives_the_same_bytes()
    {
        var again = Folder.Folder("packages");

        (await HostCommand.RunAsync("env", $"OCI_IDMAP_PACKAGES={again}", Packages.Source("build-all.sh"))).Succeeded();

        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(again, "SHA256SUMS")),
            Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Packages.Folder, "SHA256SUMS"))));
    }
}
