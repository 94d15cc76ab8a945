using System.Text.Json;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Operator.Plans;

/// <summary><c>oci-idmapctl plan BUNDLE</c>: what the hook would do to a bundle that no runtime has seen yet.</summary>
public sealed class PlanBeforehandTests : Scenario
{
    private const int Refused = 3;

    [Test]
    public async Task A_rootfs_of_roots_is_shown_before_and_after()
    {
        var container = await ContainerAsync();

        var outcome = await Ctl.RunAsync("plan", await PlannedBundle.WriteAsync(Folder, container));

        var lines = outcome.Succeeded().Lines.Select(line => line.TrimEnd()).ToArray();
        Assert.That(lines, Does.Contain("container  not created yet"));
        Assert.That(lines, Does.Contain($"rootfs     {container.Rootfs} (ext4), owner 0:0"));
        Assert.That(lines, Does.Contain("ids        0:100000:65536"));
        Assert.That(lines, Does.Contain("decision   remap the rootfs"));
        Assert.That(lines, Does.Contain(
            "why        the rootfs belongs to 0:0, which are ids of the container and would be nobody's inside"));
        Assert.That(
            lines, Has.Some.Match(
                "^rootfs .* ext4, 0:0 on disk +a copy of the mount, idmapped: 0:0 inside, 100000:100000 to the host$"));
        Assert.That(lines, Has.Some.Match("^mount +proc +proc +the same mount, as it is$"));
        Assert.That(lines, Has.Some.StartsWith("not known yet  which descriptors of the rootfs the runtime will hold"));
    }

    [Test]
    public async Task Json_says_the_same()
    {
        var container = await ContainerAsync();

        var plan = await Ctl.RunJsonAsync("plan", await PlannedBundle.WriteAsync(Folder, container));

        Assert.That(plan.GetProperty("outcome").GetString(), Is.EqualTo("remap"));
        Assert.That(plan.GetProperty("stage").GetString(), Is.EqualTo("notCreated"));
        Assert.That(plan.GetProperty("wouldStart").GetBoolean(), Is.True);
        Assert.That(plan.GetProperty("root").GetProperty("owner").GetString(), Is.EqualTo("0:0"));
        Assert.That(plan.GetProperty("uidMap")[0].GetProperty("hostId").GetInt32(), Is.EqualTo(100000));
        Assert.That(Places(plan, "rootfs"), Is.EqualTo([container.Rootfs]));
        Assert.That(Places(plan, "mount"), Is.SupersetOf(["proc", "dev", "sys"]));
    }

    [Test]
    public async Task A_container_whose_ids_are_the_hosts_or_that_says_never_is_left_alone()
    {
        var container = await ContainerAsync();

        Assert.That(
            await ReasonAsync(container with { Mappings = [IdMapping.From(0)] }, "nothingToDo"),
            Is.EqualTo("the container's ids are the host's: its id maps are the identity"));
        Assert.That(
            await ReasonAsync(container with { Mappings = [] }, "nothingToDo"),
            Is.EqualTo("the container has no user namespace and no id mappings"));
        Assert.That(
            await ReasonAsync(container.WithAnnotation("io.oci-idmap-hook.rootfs", "never"), "nothingToDo"),
            Does.Contain("io.oci-idmap-hook.rootfs is never"));
        Assert.That(
            await ReasonAsync(container with { Mappings = [new(5, 100000, 10)] }, "nothingToDo"),
            Does.Contain("which are neither both container ids nor both host ids of the maps uid 5:100000:10"));
        Assert.That(
            await ReasonAsync(container with { Mappings = [new(0, 100000, 10), new(5, 200000, 10)] }, "refused"),
            Does.Contain("overlap in their container ids"));
        Assert.That(
            await ReasonAsync(container with { Rootfs = "/sys" }, "refused"),
            Does.Contain("on sysfs: EINVAL").And.Contain("no Linux known to this hook supports idmapped mounts of sysfs"));
    }

    [Test]
    public async Task A_user_namespace_of_a_process_is_read_and_a_bind_mounted_one_is_said_to_be_unknown()
    {
        var container = await ContainerAsync();
        await using var kept = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));
        var joined = container with { Mappings = [], JoinedUserNamespace = kept.ProcessPath };

        var plan = await Ctl.RunJsonAsync("plan", await PlannedBundle.WriteAsync(Folder, joined));
        var file = await kept.BoundFileAsync();
        var outcome = await Ctl.RunAsync(
            "plan", await PlannedBundle.WriteAsync(Folder, joined with { JoinedUserNamespace = file }));

        Assert.That(plan.GetProperty("uidMap")[0].GetProperty("hostId").GetInt32(), Is.EqualTo(300000));
        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(
            outcome.StandardError,
            Does.Contain($"joins the user namespace {file}, whose maps no file tells; create the container"));
    }

    [Test]
    public async Task The_layers_of_an_overlay_are_listed()
    {
        var root = await LayeredRoot.CreateAsync(Folder);
        await HostCommand.ReadAsync("chown", "100000:100000", root.Upper);
        var bundle = await PlannedBundle.WriteAsync(Folder, root.Container());

        var lines = await PrivateHost.ReadAsync(Folder, $"{root.Container().Preparation}\n$ctl plan {bundle}");

        Assert.That(lines, Has.Some.Contains("2 of the 3 layers of its overlay hold the container's ids and not the host's"));
        Assert.That(lines, Has.Some.Match(" overlay, 100000:100000 on disk +a new overlay of idmapped layers"));
        Assert.That(lines, Has.Exactly(2).Match("^lower layer .* ext4, 0:0 +idmapped"));
        Assert.That(lines, Has.One.Match($"^upper layer +{root.Upper} +ext4, 100000:100000 +as it is"));
        Assert.That(lines, Has.One.Match($"^work folder +{root.Work} .* a fresh folder in it"));
    }

    [Test]
    public async Task Mounts_of_the_host_and_volumes_are_told_apart_from_the_runtimes()
    {
        var data = Folder.Folder("data");
        var container = (await ContainerAsync()).WithVolumes(
            new IdmappedVolume(data, "/volume/stacked", "idmap"), new BindVolume(data, "/not-there"),
            new BindVolume(data, "/volume/tmpfs/in"));
        var bundle = await PlannedBundle.WriteAsync(Folder, container);

        var lines = await PrivateHost.ReadAsync(Folder, $"""
            mount -t tmpfs -o mode=755 tmpfs {container.Rootfs}/volume/tmpfs
            $ctl plan {bundle}
            """);

        Assert.That(
            lines,
            Has.One.Match(
                "^mount of the host +volume/tmpfs +the host's: tmpfs [0-9:]+, folder / in it, on the host at .* +a copy, "
                + "idmapped"));
        Assert.That(lines, Has.One.Match(@"^volume +volume/stacked +ext4 +a copy of the mount, idmapped \(0:100000:65536\)"));
        Assert.That(
            lines, Has.One.Match(
                "^warning +the rootfs has no /not-there, which the runtime would have to make as the container's root"));
        Assert.That(lines, Has.Some.Contains(
            "told of the mounts before this one alone: /volume/tmpfs/in: it would lie in a mount that the host has in the "
            + "rootfs"));
        Assert.That(lines, Has.Some.Contains("whether the runtime idmaps the volumes itself"));
        Assert.That(lines, Has.Some.Contains("what will be mounted below the sources of bind mounts"));
    }

    [Test]
    public async Task The_hosts_configuration_counts()
    {
        var container = await ContainerAsync();
        var allowed = await PlannedBundle.WriteHostConfigAsync(
            Folder, """{ "allowedHostIds": { "uids": [{ "first": 200000, "size": 100000 }] } }""");
        Assert.That(
            await ReasonAsync(container, "refused", "--config", allowed),
            Does.Contain("reach the host's uid 100000").And.Contain(allowed));

        var skip = await PlannedBundle.WriteHostConfigAsync(Folder, """{ "unsupportedFileSystem": "skip" }""");
        Assert.That(
            await ReasonAsync(container with { Rootfs = "/sys" }, "nothingToDo", "--config", skip),
            Does.EndWith($"; the container starts as it is, because unsupportedFileSystem is skip in {skip}"));

        var plan = await Ctl.RunJsonAsync(
            "plan", await PlannedBundle.WriteAsync(
                Folder, container.WithVolumes(new IdmappedVolume("/proc", "/volume/folder", "idmap"))),
            "--config", skip);
        Assert.That(plan.GetProperty("outcome").GetString(), Is.EqualTo("remap"));
        Assert.That(
            plan.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()),
            Has.Some.EndsWith($"; the volume stays as the runtime mounted it, because unsupportedFileSystem is skip in {skip}"));

        var wrong = await PlannedBundle.WriteHostConfigAsync(Folder, """{ "rotfs": "auto" }""");
        Assert.That(
            await ReasonAsync(container, "refused", "--config", wrong),
            Does.StartWith("the hook's configuration cannot be used: "));
    }

    [Test]
    public async Task What_cannot_be_planned_is_said_in_one_line()
    {
        var container = await ContainerAsync();
        await SaysAsync(2, $"there is no {Folder.FullPath}/config.json", "plan", Folder.FullPath);
        await SaysAsync(
            1, "missing is not there, or no folder; correct root.path", "plan",
            await PlannedBundle.WriteAsync(Folder, container with { Rootfs = Path.Combine(Folder.FullPath, "missing") }));
        var bundle = await PlannedBundle.WriteAsync(Folder, container);
        await SaysAsync(1, "ESRCH (No such process): the process is gone", "plan", bundle, "--pid", "4194305");
        await SaysAsync(2, "init", "plan", bundle, "--pid", "init");
        await File.WriteAllTextAsync(Path.Combine(bundle, "config.json"), "{");
        await SaysAsync(2, "config.json: at byte 1", "plan", bundle);
        await SaysAsync(2, "name a container: its bundle, or its init with --pid", "plan");
        await SaysAsync(
            1, "neither runc, crun nor containerd keeps a container with the init 4194305 in /run", "plan", "--pid", "4194305");
    }

    [Test]
    public async Task On_a_terminal_it_has_colours_and_a_border_and_keeps_to_the_width()
    {
        var bundle = await PlannedBundle.WriteAsync(Folder, await ContainerAsync());
        await using var terminal = new Terminal(columns: 100);

        var screen = await terminal.RunAsync(Ctl.Executable, "plan", bundle);

        Assert.That(screen.ExitCode, Is.Zero);
        Assert.That(screen.HasColours, Is.True);
        Assert.That(screen.Lines, Has.All.Length.LessThanOrEqualTo(100));
        Assert.That(screen.Text, Does.Contain("╭").And.Contain("remap the rootfs"));
    }

    private static IEnumerable<string?> Places(JsonElement plan, string what) =>
        plan.GetProperty("changes").EnumerateArray()
            .Where(change => change.GetProperty("what").GetString() == what)
            .Select(change => change.GetProperty("place").GetString());

    private static async Task SaysAsync(int exitCode, string text, params string[] arguments)
    {
        var outcome = await Ctl.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        Assert.That(outcome.StandardError, Does.StartWith("oci-idmapctl: ").And.Contain(text));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }

    private async Task<string?> ReasonAsync(Container container, string expected, params string[] options)
    {
        string[] command = ["plan", await PlannedBundle.WriteAsync(Folder, container), .. options];
        var plan = await Ctl.RunJsonAsync(command);
        var outcome = await Ctl.RunAsync(command);

        Assert.That(plan.GetProperty("outcome").GetString(), Is.EqualTo(expected), plan.ToString());
        Assert.That(outcome.ExitCode, Is.EqualTo(expected == "refused" ? Refused : 0), outcome.ToString());
        Assert.That(outcome.StandardOutput, Does.Contain(plan.GetProperty("reason").GetString()!));
        return plan.GetProperty("reason").GetString();
    }
}
