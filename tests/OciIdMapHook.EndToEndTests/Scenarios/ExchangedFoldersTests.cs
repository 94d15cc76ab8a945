using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>
/// One container renames folders of a rootfs all the time, in which mounts are, while others start on the same rootfs: each start
/// is right or is refused, and no mount takes the place, the flags or the cover of another.
/// </summary>
public sealed class ExchangedFoldersTests : Scenario
{
    private const int Seconds = 10;
    private const int Uncovered = 77;
    private const string Secret = "of the host alone";

    private const string Script = """
        cat /proc/self/mountinfo
        for i in 1 2 3 4; do echo overwritten >/p/b/secret; echo overwritten >/q/b/secret; done 2>/dev/null
        for i in 1 2 3 4; do if [ -e /p/covered/hidden ] || [ -e /q/covered/hidden ]; then exit 77; fi; done
        true
        """;

    private string SecretPath => Path.Combine(Folder.FullPath, "read-only", "secret");

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
        var container = await ContainerAsync();
        Prepare(container.Rootfs);
        await MountAllAsync(container.Rootfs);

        await StartAgainAndAgainAsync(runtime, container, container);
    }

    /// <remarks>The containers' overlays have one upper layer, each its own idea of what it has seen of it.</remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Never_do_so_in_an_overlay_of_shared_layers(RuntimeUnderTest runtime)
    {
        var lower = (await ContainerAsync()).Rootfs;
        var upper = Folder.Folder("layers", "upper");
        var merged = Folder.Folder("merged");
        Prepare(upper);
        await MountAsync(
            "-t", "overlay", "-o", $"lowerdir={lower},upperdir={upper},workdir={Folder.Folder("layers", "work")}", "overlay",
            merged);
        await MountAllAsync(merged);
        var container = new Container(merged) { IsMountedOnHost = true };

        await StartAgainAndAgainAsync(runtime, container, container);
    }

    /// <remarks>Only the runtime that leaves idmapped volumes to the hook mounts them as they are before it.</remarks>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Never_do_so_with_volumes(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        Prepare(container.Rootfs);
        File.Delete(Path.Combine(container.Rootfs, "p/covered/hidden"));
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "p/b"));
        Directory.CreateDirectory(Path.Combine(container.Rootfs, "q/b"));
        var withVolumes = container.WithVolumes(
            new IdmappedVolume(Folder.Folder("read-only"), "/p/b", "idmap", "ro"),
            new IdmappedVolume(Folder.Folder("writable"), "/q/b", "idmap"),
            new IdmappedVolume(Folder.Folder("cover"), "/p/covered", "idmap", "nodev", "ro"));

        await StartAgainAndAgainAsync(runtime, container, withVolumes);
    }

    private async Task StartAgainAndAgainAsync(RuntimeUnderTest runtime, Container exchanged, Container started)
    {
        var exchanging = RunAsync(runtime, exchanged.WithHook().Running($"exec /usr/bin/exchange /p /q {Seconds}"));
        var (right, refused) = (0, new List<CommandOutcome>());
        while (!exchanging.IsCompleted)
        {
            var outcome = await RunAsync(runtime, started.WithHook().Running(Script));
            if (outcome.ExitCode == 0)
            {
                CheckMounts(outcome, isOverlay: started.IsMountedOnHost);
                right++;
            }
            else
            {
                refused.Add(outcome);
            }

            Assert.That(outcome.ExitCode, Is.Not.EqualTo(Uncovered), outcome.ToString());
            Assert.That(await File.ReadAllTextAsync(SecretPath), Is.EqualTo(Secret), outcome.ToString());
        }

        (await exchanging).Succeeded();
        await TestContext.Out.WriteLineAsync($"{right} starts were right, {refused.Count} were refused");
        Assert.That(right, Is.Positive, string.Join('\n', refused));
        if (runtime.IsRunc)
        {
            Assert.That(
                refused.Select(outcome => outcome.StandardError),
                Has.All.Match(
                    "somebody else changes|create the container again|is locked|is to be idmapped, but|runc run failed: .* error "
                    + "mounting"));
        }
    }

    private static void CheckMounts(CommandOutcome outcome, bool isOverlay)
    {
        var mounts = MountTable.Parse(outcome.Lines).Mounts;
        var readOnly = mounts.Where(mount => mount.Root.EndsWith("/read-only", StringComparison.Ordinal)).ToArray();
        var writable = mounts.Where(mount => mount.Root.EndsWith("/writable", StringComparison.Ordinal)).ToArray();
        var covers = mounts.Where(mount => mount.Source == "cover" || mount.Root.EndsWith("/cover", StringComparison.Ordinal))
            .ToArray();

        Assert.That((readOnly.Length, writable.Length, covers.Length), Is.EqualTo((1, 1, 1)), outcome.ToString());
        Assert.That(readOnly[0].Flags, Has.Member("ro"), outcome.ToString());
        Assert.That(writable[0].Flags, Has.Member("rw"), outcome.ToString());
        Assert.That(covers[0].Flags, Has.Member("nodev"), outcome.ToString());

        // A runtime that is led to one folder for two volumes puts the one over the other, which nobody sees then.
        Assert.That(
            new[] { readOnly[0], writable[0], covers[0] }.Where(mount => mounts.All(other => other.ParentId != mount.Id))
                .Select(mount => mount.IsIdMapped),
            Has.All.True,
            outcome.ToString());
        Assert.That(mounts.Count(mount => mount.MountPoint == "/"), Is.EqualTo(1), outcome.ToString());
        Assert.That(mounts.First(mount => mount.MountPoint == "/").IsIdMapped, Is.EqualTo(!isOverlay), outcome.ToString());
    }

    /// <summary>
    /// The folders that are exchanged, in which the second has all that the first has but the file that is to be covered.
    /// </summary>
    private void Prepare(string root)
    {
        File.WriteAllText(Path.Combine(Folder.Folder("read-only"), "secret"), Secret);
        File.SetUnixFileMode(SecretPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(root, "usr/bin"));
        File.Copy(BuiltStandIn.Exchange, Path.Combine(root, "usr/bin/exchange"));
        Directory.CreateDirectory(Path.Combine(root, "p/covered"));
        Directory.CreateDirectory(Path.Combine(root, "q/covered"));
        File.WriteAllText(Path.Combine(root, "p/covered/hidden"), Secret);
    }

    private async Task MountAllAsync(string root)
    {
        await MountAsync("--bind", Folder.Folder("read-only"), Path.Combine(root, "p/b"));
        await HostCommand.ReadAsync("mount", "-o", "remount,bind,ro", Path.Combine(root, "p/b"));
        await MountAsync("--bind", Folder.Folder("writable"), Path.Combine(root, "q/b"));
        await MountAsync("-t", "tmpfs", "-o", "mode=0755,nodev", "cover", Path.Combine(root, "p/covered"));
    }

    private static async Task MountAsync(params string[] arguments)
    {
        Directory.CreateDirectory(arguments[^1]);
        await HostCommand.ReadAsync("mount", arguments);
    }
}
