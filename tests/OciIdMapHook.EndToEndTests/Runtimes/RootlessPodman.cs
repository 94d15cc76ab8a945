using System.Globalization;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>
/// The host's Podman, run by a user: it makes a user namespace of its own for the user, in which the hook runs too.
/// </summary>
internal sealed class RootlessPodman : IAsyncDisposable
{
    private readonly UnprivilegedUser user;
    private readonly WorkFolder folder;
    private readonly string home;

    private RootlessPodman(UnprivilegedUser user, WorkFolder folder)
    {
        this.user = user;
        this.folder = folder;
        home = folder.Folder("u");
    }

    /// <summary>Podman takes 50 characters.</summary>
    private string RuntimeFolder => Path.Combine(home, "r");

    public static async Task<RootlessPodman> OfAsync(UnprivilegedUser user, WorkFolder folder)
    {
        var podman = new RootlessPodman(user, folder);
        folder.Folder("u", "r");
        var hooks = folder.Folder("u", "hooks.d");
        var use = HookUse.At("createRuntime");
        await File.WriteAllBytesAsync(Path.Combine(hooks, "oci-idmap-hook.json"), InstalledHookFile.For(use));
        await File.WriteAllBytesAsync(Path.Combine(hooks, "oci-idmap-hook-precreate.json"), InstalledHookFile.ForPrecreate(use));
        await user.GiveAsync(podman.home);
        return podman;
    }

    /// <summary>Runs a script as the container's root.</summary>
    public Task<CommandOutcome> RunAsync(string rootfs, string script, string hookLog, params IEnumerable<string> options) =>
        DebianTree.Host.RunAsync(
            [
                .. user.Prefix, $"HOME={home}", $"XDG_RUNTIME_DIR={RuntimeFolder}", "podman", "--root",
                Path.Combine(home, "storage"),
                "--runroot", Path.Combine(RuntimeFolder, "p"), "--tmpdir", Path.Combine(RuntimeFolder, "t"),
                "--storage-driver=vfs",
                "--events-backend=none", "--cgroup-manager=cgroupfs", "--runtime=crun", "--hooks-dir",
                Path.Combine(home, "hooks.d"),
                "run", "--rm", "--log-driver=none", "--cgroups=disabled", "--network=none", "--ulimit=nofile=1024:1024",
                $"--annotation=run.oci.hooks.stderr={hookLog}", .. options, "--rootfs", rootfs, "/bin/sh", "-c", script,
            ],
            folder.FullPath,
            Path.GetDirectoryName(Shipped.Hook)!);

    /// <summary>Podman leaves a process behind that keeps the user's namespaces.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(home, "pause.pid", SearchOption.AllDirectories))
        {
            var pid = int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
            await HostCommand.RunAsync("kill", "-KILL", $"{pid}");
        }
    }
}
