using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

/// <summary>Runtimes and Podman run by an ordinary user: what the hook cannot do there starts as without it.</summary>
public sealed class RootlessContainersTests : Scenario
{
    private const string Script = "stat -c %u:%g / && echo x >/made";

    private string HookLog => Path.Combine(Folder.Folder("log"), "hook");

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Standalone))]
    public async Task The_user_s_own_rootfs_starts_as_it_is(RuntimeUnderTest runtime)
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        var container = await ContainerAsync(user);
        await user.GiveAsync(container.Rootfs);

        var lines = await ReadAsync(runtime, container, Script);

        Assert.That(lines, Is.EqualTo(["0:0"]));
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo($"{user.Id}:{user.Id}"));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Standalone))]
    public async Task A_rootfs_of_the_host_s_root_starts_as_without_the_hook(RuntimeUnderTest runtime)
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        var container = await ContainerAsync(user);

        Assert.That(await ReadAsync(runtime, container, "stat -c %u:%g /"), Is.EqualTo(["65534:65534"]));
    }

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Standalone))]
    public async Task A_rootfs_of_the_host_s_root_is_refused_where_it_is_to_be_remapped_always(RuntimeUnderTest runtime)
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        var container = (await ContainerAsync(user)).WithAnnotation("io.oci-idmap-hook.rootfs", "always");

        var outcome = await RunAsync(runtime, container.Running("echo started"));

        Assert.That(outcome.ExitCode, Is.Not.Zero, outcome.ToString());
        Assert.That(outcome.Lines, Has.None.EqualTo("started"));
        Assert.That(
            runtime.Name == "runc" ? outcome.StandardError : await File.ReadAllTextAsync(HookLog),
            Does.Match(runtime.Name == "runc"
                ? "setns.CLONE_NEWNS.*EPERM.*the hook must run as the host's root"
                : "belongs to 0:0 and would have to be remounted idmapped, but the hook runs as a user who may not even look "
                    + "into"));
    }

    /// <summary>
    /// Without an option the container is in the user namespace that Podman, and with it the hook, is in: none of its own.
    /// </summary>
    [TestCase("", "")]
    [TestCase("--userns=keep-id", "nothing to do")]
    public async Task The_user_s_own_rootfs_starts_as_it_is_in_Podman(string option, string said)
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        await using var podman = await RootlessPodman.OfAsync(user, Folder);
        var container = await ContainerAsync(user);
        await user.GiveAsync(container.Rootfs);

        var outcome = await podman.RunAsync(
            container.Rootfs, "echo x >/made", HookLog, option.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        outcome.Succeeded();
        Assert.That(await FileOwner.OnDiskAsync(container.Rootfs, "made"), Is.EqualTo($"{user.Id}:{user.Id}"));
        Assert.That(await File.ReadAllTextAsync(HookLog), said.Length == 0 ? Is.Empty : Does.Contain(said));
    }

    [Test]
    public async Task The_user_s_own_rootfs_starts_as_without_the_hook_for_other_ids_in_Podman()
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        await using var podman = await RootlessPodman.OfAsync(user, Folder);
        var container = await ContainerAsync(user);
        await user.GiveAsync(container.Rootfs);

        var outcome = await podman.RunAsync(
            container.Rootfs, "stat -c %u:%g /", HookLog, "--uidmap=0:1:1000", "--gidmap=0:1:1000");

        Assert.That(outcome.Succeeded().Lines, Is.EqualTo(["65534:65534"]));
        Assert.That(
            await File.ReadAllTextAsync(HookLog),
            Does.Match("warning: left as it is: mount_setattr.*EPERM.*missing in the user namespace that owns the file system"));
    }

    /// <summary>As an engine in a container, or a rootless one that mounts its images itself, has it.</summary>
    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.Standalone))]
    public async Task A_tmpfs_of_the_user_s_own_namespace_is_remapped(RuntimeUnderTest runtime)
    {
        await using var user = await UnprivilegedUser.CreateAsync();
        var container = await ContainerAsync(user);
        var tmpfs = Folder.Folder("tmpfs");
        await user.GiveAsync(tmpfs);
        var around =
            $"mount -t tmpfs -o mode=755 none {tmpfs} && cp --recursive --no-preserve=ownership {container.Rootfs}/. {tmpfs} "
            + $"&& \"$@\" && stat -c %u:%g {tmpfs}/made";

        var lines = await ReadAsync(runtime, container with
        {
            Rootfs = tmpfs,
            Mappings = [new(0, 1000, 1000)],
            Wrapper = ["unshare", "--user", "--map-auto", "--map-root-user", "--mount", "sh", "-c", around, "sh"],
        }, Script);

        Assert.That(lines, Is.EqualTo(["0:0", "0:0"]), "Inside, and on the tmpfs as its namespace sees it");
    }

    private async Task<Container> ContainerAsync(UnprivilegedUser user)
    {
        await user.GiveAsync(Path.GetDirectoryName(HookLog)!);
        return (await ContainerAsync()).WithHook().WithAnnotation("run.oci.hooks.stderr", HookLog) with
        {
            User = user,
            Mappings = [.. user.Mappings],
        };
    }
}
