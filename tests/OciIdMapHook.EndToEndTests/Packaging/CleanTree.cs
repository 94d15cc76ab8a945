using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>
/// A Debian that nobody has installed this project on, to install packages in. What is written in it is the test's.
/// </summary>
internal sealed class CleanTree(DebianTree tree, WorkFolder folder)
{
    private string Written => folder.Folder("tree");

    /// <summary>Every file that is in the tree now and was not, or was another.</summary>
    internal IEnumerable<string> ChangedFiles
    {
        get
        {
            var upper = Path.Combine(Written, "upper");
            return Directory.EnumerateFiles(upper, "*", SearchOption.AllDirectories).Select(path => path[upper.Length..]);
        }
    }

    /// <summary>Every folder that was not there and has nothing in it.</summary>
    internal IEnumerable<string> ChangedFolders
    {
        get
        {
            var upper = Path.Combine(Written, "upper");
            return Directory.EnumerateDirectories(upper, "*", SearchOption.AllDirectories).Select(path => path[upper.Length..]);
        }
    }

    internal async Task<CommandOutcome> RunAsync(params IEnumerable<string> command) =>
        await RunTracedAsync([], command);

    /// <summary>Runs a command whose system calls another one watches from outside.</summary>
    internal async Task<CommandOutcome> RunTracedAsync(IEnumerable<string> tracer, IEnumerable<string> command)
    {
        var words = tracer.Concat(await tree.WritableAsync(Written, command, folder.Folder("shared"), Packages.Folder)).ToList();
        return await HostCommand.RunAsync(words[0], words.Skip(1));
    }

    /// <summary>Runs a container on a rootfs with Podman as it comes: no option is about hooks.</summary>
    internal async Task<CommandOutcome> RunContainerAsync(string rootfs, string script) =>
        await RunAsync([
            // Nested mounts and a host without systemd need these; the storage is not on the overlay that the tree is here.
            "podman", "--root", "/tmp/storage", "--runroot", "/tmp/run", "--tmpdir", "/tmp/state", "--storage-driver=vfs",
            "--events-backend=none", "--cgroup-manager=cgroupfs",
            "run", "--rm", "--log-driver=none", "--cgroups=disabled", "--network=none", "--ulimit=nofile=1024:1024",
            "--ulimit=nproc=1024:1024", "--uidmap=0:100000:65536", "--gidmap=0:100000:65536",
            "--rootfs", rootfs, "/bin/sh", "-c", script,
        ]);

    /// <summary>A rootfs of the host's root, which the tree sees at the same place.</summary>
    internal async Task<string> RootfsAsync()
    {
        var path = Path.Combine(folder.Folder("shared"), "rootfs");
        await HostCommand.ReadAsync(Repository.EnvironmentScript("rootfs.sh"), path);
        return path;
    }
}
