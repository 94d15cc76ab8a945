using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>At which point of the container's life its state says that it is.</summary>
public sealed class StatusesTests : StandInScenario
{
    [TestCase("stopped")]
    [TestCase("running")]
    [TestCase("paused")]
    [TestCase("no such status")]
    public async Task A_container_without_a_user_namespace_starts_whatever_its_status(string status)
    {
        Bundle.WriteConfig();

        Assert.That((await Run.With("--no-userns", "--status", status).RunAsync()).ThatRan().HookError, Is.Empty);
    }

    /// <summary>runc gives a container that status while it restores it.</summary>
    [Test]
    public async Task A_restored_container_whose_mounts_are_there_is_remapped() =>
        (await Run.WithPins().WithSubmounts("data").With("--status", "stopped").RunAsync()).ThatRanRight();

    /// <summary>As CRIU has it while runc runs the hooks: the init is in a copy of the host's mounts.</summary>
    [Test]
    public async Task A_restored_container_whose_mounts_are_to_come_is_left_alone()
    {
        await using var init = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(100000));
        var pid = init.ProcessPath.Split('/')[2];

        var facts = await Run.With("--status", "stopped", "--pid", pid).ThatGoesOnRegardless().RunAsync();

        Refusals.SaysInOneLine(
            facts, 0, "warning: left as it is: the container is restored from a checkpoint: its mounts are made by CRIU",
            "chown -R its rootfs");
    }

    [TestCase("running")]
    [TestCase("paused")]
    public async Task A_container_with_a_user_namespace_is_refused_at_a_wrong_stage(string status) => Refusals.SaysInOneLine(
        await Run.With("--status", status).RunAsync(),
        2,
        $"standard input: the container's status is \"{status}\"; the hook belongs to the stages createRuntime and prestart");
}
