using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>What a configuration of the host makes of containers.</summary>
public sealed class HostConfigurationTests : StandInScenario
{
    private const string Annotation = "io.oci-idmap-hook.rootfs";

    private string ConfigFile => Path.Combine(Folder.FullPath, "config.json");

    [Test]
    public async Task Never_leaves_the_rootfs_alone_and_an_annotation_wins()
    {
        var run = await WithAsync("""{ "rootfs": "never" }""");

        Assert.That(
            (await run.RunAsync()).ThatRan().HookError,
            Does.Contain($"nothing to do: rootfs is never in {ConfigFile}, and the container has no"));
        (await run.With("--annotation", $"{Annotation}=auto").RunAsync()).ThatRanRight();
    }

    [Test]
    public async Task Always_remaps_what_was_shifted_already()
    {
        await HostCommand.ReadAsync("chown", "--recursive", "--no-dereference", "100000:100000", Bundle.Rootfs);

        Assert.That((await Run.RunAsync()).HookError, Does.Contain("shifted already"));
        Assert.That(
            (await (await WithAsync("""{ "rootfs": "always" }""")).RunAsync()).HookError, Does.Contain("remounted idmapped"));
    }

    [TestCase]
    [TestCase("--host-mount", "data:tmpfs")]
    public async Task Skip_leaves_a_container_on_a_file_system_that_cannot_as_it_is_without_the_hook(params string[] option) =>
        await IsLeftAsync(
        (await WithAsync("""{ "unsupportedFileSystem": "skip" }""")).With("--host-mount", "/:ramfs", "--pin-root").With(option),
        "mount_setattr.*ramfs");

    [Test]
    public async Task Skip_leaves_an_overlay_with_such_a_layer()
    {
        var lower = Folder.Folder("lower");
        var overlay = $"mount -t ramfs none {lower} && cp -r {Bundle.Rootfs}/. {lower} "
            + $"&& mount -t overlay -o lowerdir={lower}:{Folder.Folder("lowest")} none {Bundle.Rootfs} && exec \"$@\"";

        await IsLeftAsync(
            (await WithAsync("""{ "unsupportedFileSystem": "skip" }""")).By("unshare", "--mount", "sh", "-c", overlay, "sh"),
            "mount_setattr.*lower layer .*ramfs");
    }

    [Test]
    public async Task Skip_leaves_an_overlay_that_cannot_be_made_again()
    {
        var whole = Folder.Folder("whole");
        var part = $"mkdir --parents {whole}/part && cp -r {Bundle.Rootfs}/. {whole}/part "
            + $"&& mount -t overlay -o lowerdir={whole}:{Folder.Folder("lowest")} none {whole} "
            + $"&& mount --bind {whole}/part {Bundle.Rootfs} && exec \"$@\"";

        await IsLeftAsync(
            (await WithAsync("""{ "unsupportedFileSystem": "skip" }""")).By("unshare", "--mount", "sh", "-c", part, "sh"),
            "the rootfs is only its folder /part");
    }

    [Test]
    public Task Refuse_is_the_default() => Refusals.LeavesAllAsItWasAsync(
        Run.With("--host-mount", "/:ramfs", "--pin-root"), "mount_setattr", "ramfs");

    [Test]
    public async Task A_map_outside_the_allowed_ids_is_refused() => await Refusals.LeavesAllAsItWasAsync(
        await WithAsync("""{ "allowedHostIds": { "uids": [{ "first": 100000, "size": 65535 }] } }"""),
        "refused: the container's uids 0:100000:65536 .* reach the host's uid 165535, which is not among the allowedHostIds.uids "
        + "100000-165534 of "
        + ConfigFile);

    [Test]
    public async Task A_map_within_them_is_not() => (await (await WithAsync(
        """{ "allowedHostIds": { "uids": [{ "first": 100000, "size": 65536 }], "gids": [{ "first": 1, "size": 999999 }] } """
        + """}""")).RunAsync())
        .ThatRanRight();

    [Test]
    public async Task No_annotation_gets_round_them() => Refusals.SaysInOneLine(
        await (await WithAsync("""{ "allowedHostIds": { "gids": [] } }""")).With("--annotation", $"{Annotation}=never")
        .RunAsync(),
        1,
        "refused: the container's gids 0:100000:65536");

    [Test]
    public async Task Those_of_a_joined_user_namespace_count()
    {
        await using var joined = await KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));
        Bundle.WriteConfigThatJoins(joined.ProcessPath);
        var run = (await WithAsync("""{ "allowedHostIds": { "uids": [{ "first": 100000, "size": 65536 }] } }"""))
            .With("--join-userns", joined.ProcessPath);

        Refusals.SaysInOneLine(
            await run.RunAsync(), 1, "refused: the container's uids 0:300000:65536 .* reach the host's uid 300000");
    }

    [TestCase("""{ "rootsf": "never" }""", "at byte 2: the document has the unknown member \"rootsf\"; did you mean \"rootfs\"")]
    [TestCase("""{ "audit": 5 }""", "at byte 11: .*audit must be true or false and is 5")]
    [TestCase("""{ "audit": """, "at byte 10: the document ends before it is complete|at byte 11")]
    public async Task A_broken_one_refuses_containers_with_a_user_namespace(string json, string fault) =>
        await Refusals.LeavesAllAsItWasAsync(
        await WithAsync(json), "refused: the hook's configuration cannot be used: ", fault,
        "correct the file, or remove it for the defaults");

    /// <summary>It may have forbidden the container's ids, which no annotation gets round.</summary>
    [Test]
    public async Task A_broken_one_refuses_them_whatever_their_annotation_says()
    {
        var run = (await WithAsync("no JSON")).With("--annotation", "io.oci-idmap-hook.rootfs=never");

        Refusals.SaysInOneLine(await run.RunAsync(), 1, "refused: the hook's configuration cannot be used: ");
    }

    [Test]
    public async Task A_broken_one_lets_other_containers_start_with_a_warning()
    {
        Bundle.WriteConfig();

        var facts = (await (await WithAsync("no JSON")).With("--no-userns").RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("warning: the hook's configuration cannot be used"));
    }

    [TestCase("chmod", "0664", "may be written by others than its owner; chmod it to 0644")]
    [TestCase("chmod", "0646", "may be written by others than its owner; chmod it to 0644")]
    [TestCase("chown", "1234", "belongs to uid 1234 and not to root; chown it to 0:0")]
    public async Task One_that_is_not_root_s_alone_is_refused(string command, string value, string fault)
    {
        var run = await WithAsync("{}");
        await HostCommand.ReadAsync(command, value, ConfigFile);

        Refusals.SaysInOneLine(await run.RunAsync(), 1, fault);
    }

    [Test]
    public async Task A_folder_in_its_place_is_refused()
    {
        var run = await WithAsync("{}");
        File.Delete(ConfigFile);
        Directory.CreateDirectory(ConfigFile);

        Refusals.SaysInOneLine(await run.RunAsync(), 1, "config.json is no regular file");
    }

    [TestCase("""{ "log": { "target": "none" } }""")]
    [TestCase("""{ "log": { "level": "warning" } }""")]
    public async Task A_quiet_log_says_nothing_of_a_container_that_starts_and_all_of_one_that_does_not(string json)
    {
        var run = await WithAsync(json);

        Assert.That((await run.RunAsync()).ThatRanRight().HookError, Is.Empty);
        Refusals.SaysInOneLine(await run.With("--host-mount", "/:ramfs").RunAsync(), 1, "ramfs");
    }

    [Test]
    public async Task The_hook_finds_it_in_its_own_place()
    {
        var upper = Folder.Folder("etc", "oci-idmap-hook");
        await File.WriteAllTextAsync(Path.Combine(upper, "config.json"), """{ "rootfs": "never" } // here""");
        var etc = $"mount -t overlay -o lowerdir={Path.GetDirectoryName(upper)}:/etc none /etc && exec \"$@\"";

        var facts = (await Run.By("unshare", "--mount", "sh", "-c", etc, "sh").RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("rootfs is never in /etc/oci-idmap-hook/config.json"));
    }

    [Test]
    public async Task Without_audit_nothing_is_made_in_run()
    {
        var machine = new PrivateRun(Folder);

        (await (await WithAsync("""{ "audit": false }""")).By([.. machine.Entrance]).RunAsync()).ThatRanRight();

        Assert.That(Directory.GetFileSystemEntries(machine.Path), Is.Empty);
    }

    private async Task<StandInRun> WithAsync(string json)
    {
        await File.WriteAllTextAsync(ConfigFile, json);
        return Run.WithHook(Shipped.Hook, "--config", ConfigFile);
    }

    /// <summary>The container is what it is without the hook, and the log says so.</summary>
    private static async Task IsLeftAsync(StandInRun run, string what)
    {
        var without = (await run.WithoutHook().RunAsync()).ThatRan();
        var facts = (await run.RunAsync()).ThatRan();

        Refusals.SaysInOneLine(
            facts, 0, $"warning: .*{what}.*; the container starts as it is, because unsupportedFileSystem is skip in /");
        Assert.That(facts.Registers, Is.EqualTo("intact"), facts.ToString());
        Assert.That(facts["root.owner"], Is.EqualTo(without["root.owner"]), facts.ToString());
        Assert.That(facts.Mounts.Comparable, Is.EqualTo(without.Mounts.Comparable));
        foreach (var name in facts.PinNames.Append("cwd").Append("root"))
            Assert.That(facts.After(name), Is.EqualTo(facts.Before(name)), $"{name}\n{facts}");
    }
}
