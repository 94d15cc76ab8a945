using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class RefusalTests : Scenario
{
    private const string Foreign = "200000";

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task A_rootfs_of_an_owner_outside_both_ranges_keeps_the_container_from_starting(RuntimeUnderTest runtime)
    {
        var log = Path.Combine(Folder.FullPath, "hook-stderr");
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 200000))
            .WithAnnotation("run.oci.hooks.stderr", log)
            .WithHook();

        var outcome = await RunAsync(runtime, container.Running("echo started"));

        Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
        Assert.That(outcome.Lines, Has.None.EqualTo("started"));
        Assert.That(Sentence(runtime, outcome, log), Does.Contain(Foreign), outcome.ToString());
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task The_same_container_starts_without_the_hook(RuntimeUnderTest runtime)
    {
        var container = new Container(await RootFolder.CreateOwnedByAsync(Folder, 200000));

        Assert.That(await ReadAsync(runtime, container, "echo started"), Is.EqualTo(["started"]));
    }

    /// <summary>runc shows what a failing hook said; crun drops it unless an annotation names a file for it.</summary>
    private static string Sentence(RuntimeUnderTest runtime, CommandOutcome outcome, string log) =>
        runtime.IsRunc ? outcome.StandardError : File.ReadAllText(log);
}
