using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// One container renames folders of a rootfs all the time, in which mounts of the host's are, while others start on the same rootfs: each
/// start is right or is refused, and no mount takes the place, the flags or the cover of another.
/// </summary>
public sealed class ExchangedFolders : Scenario
{
    private const int Seconds = 10;
    private const string Secret = "of the host alone";

    private const string Script = """
        cat /proc/self/mountinfo
        for i in 1 2 3 4; do echo overwritten >/p/b/secret; echo overwritten >/q/b/secret; done 2>/dev/null
        true
        """;

    [TearDown]
    public async Task UnmountAsync()
    {
        // Where they are by now: the folders were exchanged an even or an odd number of times.
        var lines = await File.ReadAllLinesAsync("/proc/self/mountinfo");
        foreach (var mount in MountTable.Parse(lines).Mounts.Reverse().Where(
            mount => mount.MountPoint.StartsWith(Folder.FullPath, StringComparison.Ordinal)))
        {
            await HostCommand.ReadAsync("umount", mount.MountPoint);
        }
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Never_cost_a_mount_of_the_host_a_flag_a_cover_or_its_place(RuntimeUnderTest runtime)
    {
        var container = (await ContainerWithMountsAsync()).WithHook();
        var exchanging = RunAsync(runtime, container.Running($"exec /usr/bin/exchange /p /q {Seconds}"));
        var (right, refused) = (0, new List<CommandOutcome>());
        while (!exchanging.IsCompleted)
        {
            var outcome = await RunAsync(runtime, container.Running(Script));
            if (outcome.ExitCode == 0)
            {
                CheckMounts(outcome);
                right++;
            }
            else
            {
                refused.Add(outcome);
            }

            Assert.That(await File.ReadAllTextAsync(SecretPath), Is.EqualTo(Secret), outcome.ToString());
        }

        (await exchanging).Succeeded();
        await TestContext.Out.WriteLineAsync($"{right} starts were right, {refused.Count} were refused");
        Assert.That(right, Is.Positive);
        if (runtime.IsRunc)
        {
            Assert.That(
                refused.Select(outcome => outcome.StandardError),
                Has.All.Match("somebody else changes|create the container again|is locked"));
        }
    }

    private string SecretPath => Path.Combine(Folder.FullPath, "read-only", "secret");

    private static void CheckMounts(CommandOutcome outcome)
    {
        var mounts = MountTable.Parse(outcome.Lines).Mounts;
        var readOnly = mounts.Where(mount => mount.Root.EndsWith("/read-only", StringComparison.Ordinal)).ToArray();
        var writable = mounts.Where(mount => mount.Root.EndsWith("/writable", StringComparison.Ordinal)).ToArray();
        var covers = mounts.Where(mount => mount.Source == "cover").ToArray();

        Assert.That((readOnly.Length, writable.Length, covers.Length), Is.EqualTo((1, 1, 1)), outcome.ToString());
        Assert.That(readOnly[0].Flags, Has.Member("ro"), outcome.ToString());
        Assert.That(covers[0].Flags, Has.Member("nodev"), outcome.ToString());
        Assert.That(new[] { readOnly[0], writable[0], covers[0] }.Select(mount => mount.IsIdMapped), Has.All.True, outcome.ToString());
    }

    private async Task<Container> ContainerWithMountsAsync()
    {
        var container = await ContainerAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder.Folder("read-only"), "secret"), Secret);
        File.SetUnixFileMode(SecretPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Copy(BuiltStandIn.Exchange, Path.Combine(container.Rootfs, "usr/bin/exchange"));
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "q/covered"));
        await MountAsync("--bind", Folder.Folder("read-only"), Path.Combine(container.Rootfs, "p/b"));
        await HostCommand.ReadAsync("mount", "-o", "remount,bind,ro", Path.Combine(container.Rootfs, "p/b"));
        await MountAsync("--bind", Folder.Folder("writable"), Path.Combine(container.Rootfs, "q/b"));
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,nodev", "cover", Path.Combine(container.Rootfs, "p/covered"));
        return container;
    }

    private static async Task MountAsync(params string[] arguments)
    {
        Directory.CreateDirectory(arguments[^1]);
        await HostCommand.ReadAsync("mount", arguments);
    }
}
