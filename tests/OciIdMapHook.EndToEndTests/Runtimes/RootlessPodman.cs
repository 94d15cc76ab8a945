using System.Globalization;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>The host's Podman, run by a user: it makes a user namespace of its own for the user, in which the hook runs too.</summary>
internal sealed class RootlessPodman : IAsyncDisposable
{
    private readonly UnprivilegedUser _user;
    private readonly WorkFolder _folder;
    private readonly string _home;

    private RootlessPodman(UnprivilegedUser user, WorkFolder folder)
    {
        _user = user;
        _folder = folder;
        _home = folder.Folder("u");
    }

    /// <summary>Podman takes 50 characters.</summary>
    private string RuntimeFolder => Path.Combine(_home, "r");

    public static async Task<RootlessPodman> OfAsync(UnprivilegedUser user, WorkFolder folder)
    {
        var podman = new RootlessPodman(user, folder);
        folder.Folder("u", "r");
        var hooks = folder.Folder("u", "hooks.d");
        var use = HookUse.At("createRuntime");
        await File.WriteAllBytesAsync(Path.Combine(hooks, "oci-idmap-hook.json"), InstalledHookFile.For(use));
        await File.WriteAllBytesAsync(Path.Combine(hooks, "oci-idmap-hook-precreate.json"), InstalledHookFile.ForPrecreate(use));
        await user.GiveAsync(podman._home);
        return podman;
    }

    /// <summary>Runs a script as the container's root.</summary>
    public Task<CommandOutcome> RunAsync(string rootfs, string script, string hookLog, params IEnumerable<string> options) =>
        DebianTree.Host.RunAsync(
            [
                .. _user.Prefix, $"HOME={_home}", $"XDG_RUNTIME_DIR={RuntimeFolder}", "podman", "--root", Path.Combine(_home, "storage"),
                "--runroot", Path.Combine(RuntimeFolder, "p"), "--tmpdir", Path.Combine(RuntimeFolder, "t"), "--storage-driver=vfs",
                "--events-backend=none", "--cgroup-manager=cgroupfs", "--runtime=crun", "--hooks-dir", Path.Combine(_home, "hooks.d"),
                "run", "--rm", "--log-driver=none", "--cgroups=disabled", "--network=none", "--ulimit=nofile=1024:1024",
                $"--annotation=run.oci.hooks.stderr={hookLog}", .. options, "--rootfs", rootfs, "/bin/sh", "-c", script,
            ],
            _folder.FullPath,
            Path.GetDirectoryName(Repository.Hook)!);

    /// <summary>Podman leaves a process behind that keeps the user's namespaces.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(_home, "pause.pid", SearchOption.AllDirectories))
        {
            var pid = int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
            await HostCommand.RunAsync("kill", "-KILL", $"{pid}");
        }
    }
}
