using System.Text.Json;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Plans;

/// <summary>What <c>plan</c> says of a rootfs that the hook would remap, beside what the hook says itself.</summary>
public sealed class PlanOfWhatIsOnDiskTests : Scenario
{
    private const string Reached = "other users of the host can reach ";

    [Test]
    public async Task A_rootfs_that_other_users_can_reach_is_warned_of_with_what_to_do()
    {
        var container = await ContainerAsync();

        var warnings = Warnings(await PlanAsync(container));

        Assert.That(warnings, Has.One.StartsWith(Reached + container.Rootfs).And.One.Contains("a setuid file that it makes").And
            .One.EndsWith("keep it in a folder of mode 0700, or on a file system that is mounted nosuid"));
    }

    [Test]
    public async Task A_rootfs_in_a_folder_of_roots_alone_is_not_warned_of()
    {
        var container = await ContainerAsync();
        File.SetUnixFileMode(
            Path.GetDirectoryName(container.Rootfs)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.That(Warnings(await PlanAsync(container)), Has.None.StartsWith(Reached));
    }

    [Test]
    public async Task Files_of_the_containers_host_ids_are_counted_and_the_command_that_is_said_mends_them()
    {
        var container = await ContainerAsync();
        var folder = Path.Combine(container.Rootfs, "left over's");
        await HostCommand.ReadAsync("sh", "-c", $"""
            mkdir "$0" && cd "$0" && touch right user group both && ln -s both link
            chown -h 100033 user && chown -h :100012 group && chown -h 100001:165535 both && chown -h 100005:100006 link
            chown 165536 right
            chmod 4755 user
            """, folder);

        var plan = await PlanAsync(container);

        Assert.That(plan.GetProperty("shifted").GetProperty("count").GetInt64(), Is.EqualTo(4));
        Assert.That(Warnings(plan), Has.One.StartsWith("4 of ").And.One.Contains("EOVERFLOW"));
        foreach (var command in plan.GetProperty("shifted").GetProperty("commands").EnumerateArray())
            await HostCommand.ReadAsync("sh", "-c", command.GetString()!);

        Assert.That(
            await HostCommand.ReadAsync("sh", "-c", "cd \"$0\" && stat -c '%n %u:%g %a' *", folder),
            Is.EqualTo("both 1:65535 644\ngroup 0:12 644\nlink 5:6 777\nright 165536:0 644\nuser 33:0 4755"));
        Assert.That((await PlanAsync(container)).GetProperty("shifted").GetProperty("count").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task Where_the_hook_would_do_nothing_no_file_is_counted()
    {
        var container = await ContainerAsync();

        var plan = await PlanAsync(container.WithAnnotation("io.oci-idmap-hook.rootfs", "never"));

        Assert.That(plan.GetProperty("shifted").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Warnings(plan), Is.Empty);
    }

    [Test]
    public async Task An_interruption_ends_the_count_and_not_the_plan()
    {
        var container = await ContainerAsync();
        var bundle = await PlannedBundle.WriteAsync(Folder, container);
        await HostCommand.ReadAsync(
            "sh", "-c", "mkdir \"$0\" && cd \"$0\" && seq 1 60000 | xargs touch", Path.Combine(container.Rootfs, "many"));

        // Stopped by strace on its way through, it is interrupted before it can have seen all.
        var outcome = await HostCommand.RunAsync(
            "strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=getdents64", "-e", "inject=getdents64:signal=INT:when=20",
            Ctl.Executable, "plan", bundle, "--json");

        using var plan = JsonDocument.Parse(outcome.Succeeded().StandardOutput);
        Assert.That(plan.RootElement.GetProperty("shifted").GetProperty("isWhole").GetBoolean(), Is.False);
        Assert.That(plan.RootElement.GetProperty("outcome").GetString(), Is.EqualTo("remap"));
    }

    private static string[] Warnings(JsonElement plan) =>
        [.. plan.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];

    private async Task<JsonElement> PlanAsync(Container container) =>
        await Ctl.RunJsonAsync("plan", await PlannedBundle.WriteAsync(Folder, container));
}
