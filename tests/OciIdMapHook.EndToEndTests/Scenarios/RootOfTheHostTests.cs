using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>The root folder of the host is given to no container's ids, wherever it is mounted.</summary>
public sealed class RootOfTheHostTests : Scenario
{
    private const string Look = "stat -c %u / /etc/shadow; cat /etc/shadow >/dev/null 2>&1 || echo closed";

    private static readonly string[] Nobodys = ["65534", "65534", "closed"];

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task As_a_rootfs_stays_nobody_s(RuntimeUnderTest runtime)
    {
        var container = Bound();

        Assert.That(await ReadAsync(runtime, container, Look), Is.EqualTo(Nobodys), "Without the hook");
        Assert.That(await ReadAsync(runtime, container.WithHook(), Look), Is.EqualTo(Nobodys));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task As_a_layer_of_an_overlay_stays_nobody_s(RuntimeUnderTest runtime)
    {
        var container = Layered();

        Assert.That(await ReadAsync(runtime, container, Look), Is.EqualTo(Nobodys), "Without the hook");
        Assert.That(await ReadAsync(runtime, container.WithHook(), Look), Is.EqualTo(Nobodys));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task As_a_mount_inside_a_rootfs_stays_nobody_s_and_the_rest_is_remapped(RuntimeUnderTest runtime)
    {
        var container = await ContainerAsync();
        var place = Path.Combine(container.Rootfs, "volume/folder");

        var lines = await ReadAsync(
            runtime,
            container.WithHook() with { Preparation = $"mount --bind / {place}" },
            "stat -c %u / /volume/folder /volume/folder/etc/shadow; cat /volume/folder/etc/shadow >/dev/null 2>&1 || echo "
            + "closed");

        Assert.That(lines, Is.EqualTo(["0", .. Nobodys]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.OneOfEach))]
    public async Task Is_refused_to_a_container_that_wants_it_always(RuntimeUnderTest runtime)
    {
        foreach (var container in new[] { Bound(), Layered() })
        {
            var always = container.WithHook().WithAnnotation("io.oci-idmap-hook.rootfs", "always").Running("echo started");

            var outcome = await RunAsync(runtime, always);

            Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
            Assert.That(outcome.Lines, Has.None.EqualTo("started"));
            if (runtime.IsRunc)
                Assert.That(outcome.StandardError, Does.Contain("the root folder of the host itself"));
        }
    }

    /// <remarks>Podman makes no mount points below what is the host's root's, so that they must be there.</remarks>
    [Test]
    public async Task As_Podman_s_overlay_of_a_rootfs_stays_nobody_s()
    {
        var (hooks, storage) = (Folder.Folder("hooks.d"), Folder.Folder("storage"));
        await File.WriteAllBytesAsync(
            Path.Combine(hooks, "oci-idmap-hook.json"), InstalledHookFile.For(HookUse.At("createRuntime")));
        var script = $"""
            umount /run && mkdir -p /run/secrets && touch /run/.containerenv /etc/hosts /etc/hostname /etc/resolv.conf
            exec podman --root {storage} --runroot {storage}/run --tmpdir {storage}/tmp --events-backend=none \
                --cgroup-manager=cgroupfs --runtime crun --hooks-dir {hooks} run --rm --log-driver=none --cgroups=disabled \
                --network=none --ulimit=nofile=1024:1024 --uidmap=0:100000:65536 --gidmap=0:100000:65536 --rootfs /:O \
                sh -c '{Look.Replace("/ ", string.Empty, StringComparison.Ordinal)}'
            """;

        var command = await DebianTree.Sid.WritableAsync(
            Folder.Folder("written"), ["sh", "-ec", script], Folder.FullPath, Path.GetDirectoryName(Shipped.Hook)!);
        var outcome = await HostCommand.RunAsync(command[0], command.Skip(1));

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(Nobodys[1..]));
    }

    private Container Bound()
    {
        var rootfs = Folder.Folder("bound");
        return new Container(rootfs) { Preparation = $"mount --bind / {rootfs}" };
    }

    private Container Layered()
    {
        var rootfs = Folder.Folder("merged");
        return new Container(rootfs)
        {
            Preparation = "mount -t overlay overlay -o "
            + $"lowerdir=/,upperdir={Folder.Folder("upper")},workdir={Folder.Folder("work")} {rootfs}",
        };
    }
}
