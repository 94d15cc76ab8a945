using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>
/// What the verb hands back to the engine: whatever it got, and a status of 0, or the container would not start.
/// </summary>
public sealed class PrecreateVerbTests
{
    private const string Mapped =
        """
        "linux":{"namespaces":[{"type":"mount"},{"type":"user"}],"uidMappings":[{"containerID":0,"hostID":100000,"size":65536}],
        """
        + """
        "gidMappings":[{"containerID":0,"hostID":100000,"size":65536}]}
        """;

    private static IEnumerable<TestCaseData> Inputs =>
    [
        new TestCaseData("""{"ociVersion":"1.0.0","process":{"user":{"uid":0}}}""").SetArgDisplayNames("no user namespace"),
        new TestCaseData("""{ "linux" : { "namespaces" : [ { "type" : "user" } ] } }""" + "\n").SetArgDisplayNames("no rootfs"),
        new TestCaseData($$"""{"root":{"path":"/not/there"},{{Mapped}} }""").SetArgDisplayNames("a rootfs that is not there"),
        new TestCaseData($$"""{"root":{"path":"/var/tmp/intermediate-mountpoint-0.0"},{{Mapped}} }""").SetArgDisplayNames(
            "no engine"),
        new TestCaseData("not a configuration, but it has \"user\" in it").SetArgDisplayNames("no JSON"),
        new TestCaseData("").SetArgDisplayNames("nothing"),
        new TestCaseData("{\"user\":\"\u00e9\u20ac\\u0000<&>\"}").SetArgDisplayNames("odd characters"),
        new TestCaseData("[\"user\"," + new string(' ', 20 << 20) + "0]").SetArgDisplayNames("more than is read"),
    ];

    [TestCaseSource(nameof(Inputs))]
    public async Task Everything_comes_back_as_it_was(string input)
    {
        var outcome = await HostCommand.RunOnAsync(input, Shipped.Hook, "precreate");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.StandardError);
        Assert.That(outcome.StandardOutput == input, $"{outcome.StandardOutput.Length} characters for {input.Length}");
    }

    [Test]
    public async Task What_stands_in_its_way_is_said()
    {
        var outcome = await HostCommand.RunOnAsync(
            $$"""{"root":{"path":"/var/tmp/intermediate-mountpoint-0.0"},{{Mapped}} }""", Shipped.Hook, "precreate");

        Assert.That(outcome.StandardError, Does.Contain(
            "oci-idmap-hook: warning: precreate: mount points that are missing are left to the runtime: the rootfs is not "
            + "mounted at /var/tmp/intermediate-mountpoint-0.0 yet, and Podman's database does not tell where it is"));
    }

    [Test]
    public async Task Mount_points_are_made_where_the_rootfs_will_be_remapped_alone()
    {
        await using var folder = WorkFolder.Create();
        var root = folder.Folder("root");
        Directory.CreateDirectory(Path.Combine(root, "usr"));
        const string Mounts = """
            "mounts":[{"destination":"/proc","type":"proc"},{"destination":"/a/b","type":"tmpfs"}]
            """;

        await RunAsync(
            $$"""{"annotations":{"io.oci-idmap-hook.rootfs":"never"},"root":{"path":"{{root}}"},{{Mounts}},{{Mapped}} }""");
        Assert.That(Directory.GetFileSystemEntries(root), Has.Length.EqualTo(1));

        await HostCommand.ReadAsync("chown", "--recursive", "100000:100000", root);
        await RunAsync($$"""{"root":{"path":"{{root}}"},{{Mounts}},{{Mapped}} }""");
        Assert.That(Directory.GetFileSystemEntries(root), Has.Length.EqualTo(1));

        await HostCommand.ReadAsync("chown", "--recursive", "0:0", root);
        var said = await RunAsync($$"""{"root":{"path":"{{root}}"},{{Mounts}},{{Mapped}} }""");
        Assert.That(Directory.GetFileSystemEntries(root), Has.Length.EqualTo(3));
        Assert.That(said, Does.Contain($"precreate: the rootfs {root} has the mount points that it lacked: /proc, /a/b"));
    }

    /// <summary>
    /// What it runs comes in by mounts, and Podman gives the folder etc to the container's root on the host before this stage.
    /// </summary>
    [Test]
    public async Task A_rootfs_that_is_empty_but_for_what_Podman_makes_gets_them_too()
    {
        await using var folder = WorkFolder.Create();
        var root = folder.Folder("root");
        await HostCommand.ReadAsync("install", "--directory", "--owner=100000", "--group=100000", $"{root}/etc");

        await RunAsync($$"""{"root":{"path":"{{root}}"},"mounts":[{"destination":"/proc","type":"proc"}],{{Mapped}} }""");

        Assert.That(
            await HostCommand.ReadAsync("stat", "--format=%u:%g %a", $"{root}/etc", $"{root}/proc"),
            Is.EqualTo("0:0 755\n0:0 755"));
    }

    [TestCase("mount -t tmpfs -o mode=755 tmpfs root/etc", TestName = "A_mount_of_the_hosts_at_the_folder_etc_is_in_nobodys_way")]
    [TestCase("ln -s \"$(printf '\\377')\" root/etc/mtab", TestName = "A_link_mtab_that_is_no_text_is_in_nobodys_way")]
    public async Task What_is_no_trace_of_Podmans_is_in_nobodys_way(string preparation)
    {
        await using var folder = WorkFolder.Create();
        var root = folder.Folder("root");
        Directory.CreateDirectory($"{root}/usr");
        Directory.CreateDirectory($"{root}/etc");
        var config = $$"""{"root":{"path":"{{root}}"},"mounts":[{"destination":"/proc","type":"proc"}],{{Mapped}} }""";

        var outcome = await HostCommand.RunOnAsync(
            config, "unshare", "--mount", "sh", "-c", $"cd {folder.FullPath} && {preparation}; exec {Shipped.Hook} precreate");

        Assert.That(outcome.StandardOutput, Is.EqualTo(config));
        Assert.That(Directory.Exists($"{root}/proc"), outcome.StandardError);
    }

    /// <summary>Another container that shares the rootfs has its hands on it all the time.</summary>
    [Test]
    public async Task Nothing_is_made_outside_of_a_rootfs_whose_folders_are_exchanged()
    {
        const int Seconds = 5;
        await using var folder = WorkFolder.Create();
        var (root, outside) = (folder.Folder("root"), folder.Folder("outside"));
        Directory.CreateDirectory(Path.Combine(root, "way"));
        File.CreateSymbolicLink(Path.Combine(root, "trap"), outside);
        var exchange = HostCommand.RunAsync(BuiltStandIn.Exchange, $"{root}/way", $"{root}/trap", $"{Seconds}");
        var runs = 0;
        for (; !exchange.IsCompleted; runs++)
        {
            var mounts = string.Join(
                ',', Enumerable.Range(0, 10).Select(i => $$"""{"destination":"/way/new-{{runs}}/{{i}}","type":"tmpfs"}"""));
            await RunAsync($$"""{"root":{"path":"{{root}}"},"mounts":[{{mounts}}],{{Mapped}} }""");
        }

        (await exchange).Succeeded();
        Assert.That(Directory.GetFileSystemEntries(outside), Is.Empty);
        Assert.That(
            Directory.GetFileSystemEntries(new DirectoryInfo($"{root}/way").LinkTarget is null ? $"{root}/way" : $"{root}/trap"),
            Is.Not.Empty);
        Assert.That(runs, Is.GreaterThan(10));
    }

    /// <summary>
    /// Its limit of memory, not a setting of its own, so that what reads the input first is there all the same.
    /// </summary>
    [Test]
    public async Task It_comes_back_where_dotnet_cannot_start()
    {
        var input = $$"""{"root":{"path":"/not/there"},{{Mapped}} }""";

        var outcome = await HostCommand.RunOnAsync(input, "sh", "-c", $"ulimit -v 60000; exec {Shipped.Hook} precreate");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.StandardError);
        Assert.That(outcome.StandardOutput, Is.EqualTo(input));
    }

    /// <summary>Its own configuration, then, and no stage.</summary>
    [Test]
    public async Task A_configuration_called_precreate_is_not_the_stage()
    {
        var outcome = await HostCommand.RunOnAsync("{}", Shipped.Hook, "--config", "precreate");

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.StandardOutput, Is.Empty);
    }

    /// <summary>Podman gives the stage 30 seconds, and no container after them.</summary>
    [Test]
    public async Task It_gives_up_before_the_engine_does()
    {
        var (outcome, _) = await RunInBundleAsync("lease");

        Assert.That(outcome.StandardError, Does.Contain(
            "oci-idmap-hook: precreate: gave up after 10 s: mount points that are missing are left to the runtime"));
    }

    /// <summary>By other Podmans, for their own containers.</summary>
    [Test]
    public async Task A_database_that_is_being_written_to_is_waited_for()
    {
        var (outcome, rootfs) = await RunInBundleAsync("torn");

        Assert.That(outcome.StandardError, Does.Contain(rootfs + ": ENOENT"));
    }

    /// <summary>Podman 4.4 to 5.7 keeps the database of an older one, and has it open for moments only.</summary>
    [Test]
    public async Task An_older_database_in_the_storage_is_read()
    {
        await using var folder = WorkFolder.Create();
        var bundle = folder.Folder("vfs-containers/67adf6c049946b15d93576d7f492918094928a9d56dbbd6c0e99ec06a1ba712c/userdata");
        File.Copy(
            Path.Combine(Repository.Root, "tests/OciIdMapHook.UnitTests/Fixtures/podman-database/bolt_state.db"),
            Path.Combine(folder.Folder("libpod"), "bolt_state.db"));

        var outcome = await HostCommand.RunOnAsync(
            $$"""{"root":{"path":"/var/tmp/intermediate-mountpoint-0.0"},{{Mapped}} }""", "sh", "-c",
            $"cd {bundle}; exec {Shipped.Hook} precreate");

        Assert.That(outcome.StandardError, Does.Contain("/srv/root: ENOENT"));
    }

    /// <summary>
    /// What else Podman, or its caller, has open: databases of others, fifos of that name, names that are no text.
    /// </summary>
    [Test]
    public async Task Other_descriptors_do_not_keep_it_from_the_database()
    {
        await using var folder = WorkFolder.Create();
        var bundle = folder.Folder($"vfs-containers/{new string('a', 63)}1/userdata");
        var fixture = Path.Combine(Repository.Root, "tests/OciIdMapHook.UnitTests/Fixtures/podman-database/db.sql");
        File.Copy(fixture, Path.Combine(folder.Folder("libpod"), "db.sql"));
        var script = $"""
            cd {folder.FullPath}
            mkdir fifo other && mkfifo fifo/db.sql && touch other/db.sql "$(printf 'no-text-\377')"
            exec 3<>fifo/db.sql 4<other/db.sql 5<"$(printf 'no-text-\377')" 6<libpod/db.sql
            rm no-text-*
            cd {bundle}
            {Shipped.Hook} precreate
            exit $?
            """;
        var input = $$"""{"root":{"path":"/var/tmp/intermediate-mountpoint-0.0"},{{Mapped}} }""";

        var outcome = await HostCommand.RunOnAsync(input, "sh", "-c", script);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.StandardError);
        Assert.That(outcome.StandardOutput, Is.EqualTo(input));
        Assert.That(outcome.StandardError, Does.Contain("/srv/root: ENOENT"));
    }

    /// <summary>As a child of what has Podman's database, of a container whose rootfs is not there, open.</summary>
    private static async Task<(CommandOutcome Outcome, string Rootfs)> RunInBundleAsync(string hold)
    {
        await using var folder = WorkFolder.Create();
        var bundle = folder.Folder($"vfs-containers/{new string('a', 63)}1/userdata");
        var database = Path.Combine(folder.Folder("libpod"), "db.sql");
        File.Copy(Path.Combine(Repository.Root, "tests/OciIdMapHook.UnitTests/Fixtures/podman-database/db.sql"), database);
        var input = $$"""{"root":{"path":"/var/tmp/intermediate-mountpoint-0.0"},{{Mapped}} }""";

        var outcome = await HostCommand.RunOnAsync(
            input, "sh", "-c", $"cd {bundle}; exec {BuiltStandIn.Hold} {hold} {database} {Shipped.Hook} precreate");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.StandardError);
        Assert.That(outcome.StandardOutput, Is.EqualTo(input));
        return (outcome, "/srv/root");
    }

    private static async Task<string> RunAsync(string config)
    {
        var outcome = await HostCommand.RunOnAsync(config, Shipped.Hook, "precreate");
        Assert.That(outcome.StandardOutput, Is.EqualTo(config));
        return outcome.StandardError;
    }
}
