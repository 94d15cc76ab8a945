using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.StandIn;

/// <summary>
/// A runtime and its hook in a user namespace: that of a rootless engine, or of a container that has an engine in it.
/// </summary>
public sealed class NestedTests : StandInScenario
{
    private static readonly string[] Folders = ["etc", "data", "mnt"];

    [Test]
    public async Task A_tmpfs_of_that_user_namespace_is_remapped()
    {
        await using var outer = await OuterAsync();

        var facts = (await WithMaps(On(outer, "tmpfs")).WithPins("etc").WithSubmounts("data", "data").With("--touch", "/etc/new")
            .RunAsync()).ThatRanRight();

        Assert.That(facts["touch./etc/new"], Does.StartWith("0:0 "));
        Assert.That(facts["disk./etc/new"], Is.EqualTo("0:0"));
    }

    [Test]
    public async Task A_joined_user_namespace_of_a_tmpfs_is_used()
    {
        await using var outer = await OuterAsync();
        await using var inner = await KeptUserNamespace.BelowAsync(outer, Folder, new IdMapping(0, 1000, 1000));
        Bundle.WriteConfigThatJoins(inner.ProcessPath);

        (await On(outer, "tmpfs").With("--join-userns", inner.ProcessPath, "--hook-seccomp", "clone3:ENOSYS")
            .RunAsync()).ThatRanRight();
    }

    [Test]
    public async Task A_file_system_of_the_host_is_left_alone()
    {
        await using var outer = await OuterAsync();

        await Refusals.LeavesAloneAsync(
            WithMaps(On(outer, "disk")),
            "ids that the hook's user namespace does not have .it sees 65534:65534 instead.",
            "run the engine there, or keep the rootfs on a file system that this user namespace has mounted itself");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_file_system_of_the_host_is_left_alone_or_refused_even_if_its_owner_is_known(bool mustBeRemapped)
    {
        await using var outer = await OuterAsync();
        await ChownRootfsAsync(300000);
        var run = WithMaps(On(outer, "disk")).WithPins();
        string[] reason =
        [
            "mount_setattr.*EPERM.*CAP_SYS_ADMIN is missing in the user namespace that owns the file system .the host's, or an "
            + "outer",
            "run the engine as the host's root, or keep these files on a file system that this user namespace has mounted itself",
        ];

        if (mustBeRemapped)
        {
            Bundle.MustBeRemapped();
            await Refusals.LeavesAllAsItWasAsync(run, reason);
        }
        else
        {
            await Refusals.LeavesAloneAsync(run, reason);
        }
    }

    [Test]
    public async Task A_file_system_of_the_host_that_is_right_already_is_left_alone()
    {
        await using var outer = await OuterAsync();
        await ChownRootfsAsync(301000);

        var facts = (await WithMaps(On(outer, "disk")).With("--touch", "/etc/new").RunAsync()).ThatRan();

        Assert.That(facts.HookError, Does.Contain("nothing to do: the rootfs belongs to 1000:1000, which is in the host ranges"));
        Assert.That(facts["touch./etc/new"], Does.StartWith("0:0 "));
    }

    [Test]
    public async Task One_that_an_unprivileged_user_made_is_as_good()
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        var namespaces = new[] { "unshare", "--user", "--map-auto", "--map-root-user", "--mount" };

        (await WithMaps(On("tmpfs", [.. user.Prefix, .. namespaces])).WithPins("etc").RunAsync()).ThatRanRight();
    }

    /// <summary>Its root belongs to 5 of the host, which is 10000 on disk: an id that the container does not have.</summary>
    [Test]
    public async Task A_tmpfs_of_another_user_namespace_whose_ids_mean_others_is_refused()
    {
        await using var other = await KeptUserNamespace.WithAsync(Folder, new(0, 7, 1), new(10000, 5, 1));
        var ready = Path.Combine(Folder.FullPath, "ready");
        var prepare = $"mount -t tmpfs -o mode=755,uid=10000,gid=10000 none '{Bundle.Rootfs}' && mkdir '{Bundle.Rootfs}/etc' "
            + $"&& while [ ! -e '{ready}' ]; do sleep 0.05; done && exec sleep 600";
        await using var keeper = HostProcess.Start(
            "nsenter", $"--user={other.ProcessPath}", "--setuid=0", "--setgid=0", "unshare", "--mount", "sh", "-c", prepare);
        while (!(await File.ReadAllTextAsync($"/proc/{keeper.ProcessId}/mountinfo")).Contains(
            Bundle.Rootfs, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await File.WriteAllTextAsync(ready, "");
        Bundle.WriteConfig("0:100000:6000");

        await Refusals.LeavesAllAsItWasAsync(
            Run.By("nsenter", $"--mount=/proc/{keeper.ProcessId}/ns/mnt").With("--map", "0:100000:6000"),
            "its root belongs to 5:5 as the hook sees it, but to none of the container's ids through the map",
            "another user namespace has mounted its file system and counts ids otherwise; mount it where the runtime runs");
    }

    private Task<KeptUserNamespace> OuterAsync() => KeptUserNamespace.WithAsync(Folder, IdMapping.From(300000));

    private async Task ChownRootfsAsync(uint id) =>
        await HostCommand.ReadAsync("chown", "--recursive", $"{id}:{id}", Bundle.Rootfs);

    private StandInRun On(KeptUserNamespace outer, string fileSystem) => On(
        fileSystem,
        ["nsenter", $"--user={outer.ProcessPath}", "--setuid=0", "--setgid=0", "unshare", "--mount"]);

    private StandInRun On(string fileSystem, string[] entrance)
    {
        var mount = fileSystem == "tmpfs"
            ? $"mount -t tmpfs -o mode=755 none '{Bundle.Rootfs}' && cd '{Bundle.Rootfs}' && mkdir "
                + $"{string.Join(' ', Folders)} && cd / && "
            : "";
        return Run.By([.. entrance, "sh", "-c", $"{mount}exec \"$@\"", "sh"]);
    }

    private StandInRun WithMaps(StandInRun run)
    {
        Bundle.WriteConfig("0:1000:1000");
        return run.With("--map", "0:1000:1000");
    }
}
