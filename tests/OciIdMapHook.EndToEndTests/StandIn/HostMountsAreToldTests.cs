using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Operator;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>The host's mounts inside a rootfs that become idmapped are named with what they show of the host.</summary>
public sealed class HostMountsAreToldTests : StandInScenario
{
    private const string OfDevice = " [0-9]+:[0-9]+, folder / in it, on the host at ";

    private readonly PrivateRun machine;

    public HostMountsAreToldTests() => machine = new PrivateRun(Folder);

    private StandInRun WithMount => Run.By([.. machine.Entrance]).With("--host-mount", "data:tmpfs");

    private string Told => $"data \\(tmpfs{OfDevice}{Bundle.Rootfs}/data\\)";

    [Test]
    public async Task In_the_log_line() => Assert.That(
        (await WithMount.RunAsync()).ThatRanRight().HookError,
        Does.Match($", 1 mount of the host idmapped with it: {Told}, [0-9]+ descriptors? of the init"));

    [Test]
    public async Task In_the_audit_record_and_when_it_is_explained()
    {
        (await WithMount.RunAsync()).ThatRanRight();

        var record = JsonNode.Parse(machine.Lines().Single())!;
        var explained = (await ExplainAsync("--latest")).Succeeded();
        var run = JsonNode.Parse((await ExplainAsync("--latest", "--json")).Succeeded().StandardOutput)!["runs"]![0]!;
        Assert.That((string?)record["hostMounts"]?[0], Does.Match($"^{Told}$"));
        Assert.That(explained.StandardOutput, Does.Match($"mount of the host, idmapped: {Told}"));
        Assert.That((string?)run["hostMounts"]?[0], Does.Match($"^{Told}$"));
    }

    [Test]
    public async Task Not_where_the_kernel_does_not_idmap_them()
    {
        var facts = (await Run.By([.. machine.Entrance]).With("--host-mount", "data:proc").RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("this mount of the host is left as it is").And.Not.Contain("idmapped with it"));
        Assert.That(JsonNode.Parse(machine.Lines().Single())!["hostMounts"], Is.Null);
    }

    [Test]
    public async Task With_the_folder_of_the_host_that_they_show_when_it_is_planned()
    {
        var secret = Folder.Folder("secret");

        var outcome = await HostCommand.RunAsync(
            "unshare", "--mount", "sh", "-c", $"mount --bind {secret} {Bundle.Rootfs}/data && exec \"$@\"", "sh",
            Ctl.Executable, "plan", Bundle.Folder, "--json");

        var change = JsonNode.Parse(outcome.Succeeded().StandardOutput)!["changes"]!.AsArray()
            .Single(change => (string?)change!["what"] == "hostMount")!;
        Assert.That((string?)change["before"], Does.Match($@"folder \S*{secret} in it, on the host at {Bundle.Rootfs}/data$"));
        Assert.That((string?)change["after"], Is.EqualTo("a copy, idmapped"));
    }

    [Test]
    public async Task Stay_as_they_are_if_the_operator_wants_it()
    {
        var config = Path.Combine(Folder.FullPath, "hook-config.json");
        await File.WriteAllTextAsync(config, """{ "hostMounts": "leave" }""");

        var facts = (await WithMount.WithHook(Shipped.Hook, "--config", config).RunAsync()).ThatRan();

        Assert.That(facts.Mounts.Mounts.Where(mount => mount.IsIdMapped).Select(mount => mount.MountPoint), Is.EqualTo(["/"]));
        Assert.That(facts.HookError, Does.Not.Contain("warning").And.Not.Contain("idmapped with it"));
    }

    private Task<CommandOutcome> ExplainAsync(params string[] options) =>
        HostCommand.RunAsync(machine.Entrance[0], [.. machine.Entrance[1..], Ctl.Executable, "explain", .. options]);
}
