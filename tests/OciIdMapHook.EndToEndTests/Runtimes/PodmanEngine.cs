using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>Podman on a rootfs, which finds the hook in a hooks.d folder.</summary>
internal sealed class PodmanEngine : RuntimeUnderTest
{
    private readonly string runtime;

    public PodmanEngine(DebianTree tree, string runtime)
        : base("podman", tree) => this.runtime = runtime;

    public override string ToString() => $"podman with {runtime} ({Tree.Name})";

    internal override async Task<CommandOutcome> RunAsync(Container container, WorkFolder folder)
    {
        // A storage of its own each, so that containers that run at once share nothing but their rootfs.
        var storage = folder.Folder("storage", Guid.NewGuid().ToString("N")[..8]);
        var hooks = folder.Folder("hooks.d", Path.GetFileName(storage));
        if (container.Hook is { } hook)
            await File.WriteAllBytesAsync(Path.Combine(hooks, "oci-idmap-hook.json"), InstalledHookFile.For(hook));

        string[] command =
        [
            "podman", "--root", storage, "--runroot", Path.Combine(storage, "run"), "--tmpdir", Path.Combine(storage, "tmp"),
            "--events-backend=none", "--cgroup-manager=cgroupfs", "--runtime", runtime, "--hooks-dir", hooks,
            "run", "--rm", "--log-driver=none", "--cgroups=disabled", "--network=none", "--ulimit=nofile=1024:1024",
            .. Options(container), "--rootfs",
            container.OverlaidByEngine ? $"{container.Rootfs}:O" : container.Rootfs, .. container.Command,
        ];
        return await RunInTreeAsync(container, folder, command);
    }

    private static IEnumerable<string> Options(Container container) =>
    [
        .. container.JoinedUserNamespace is { } joined
            ? [$"--userns=ns:{joined}"]
            : container.Mappings.SelectMany(mapping => new[] { $"--uidmap={mapping}", $"--gidmap={mapping}" }),
        .. container.ReadOnlyRoot ? ["--read-only", "--read-only-tmpfs=false"] : Array.Empty<string>(),
        .. container.Terminal ? ["--tty"] : Array.Empty<string>(),
        .. container.MaskedPaths.Length > 0
            ? ["--security-opt", $"mask={string.Join(':', container.MaskedPaths)}"]
            : Array.Empty<string>(),
        .. container.Annotations.Select(annotation => $"--annotation={annotation.Key}={annotation.Value}"),
        .. container.Volumes.Select(AsOption),
        $"--workdir={container.WorkingDirectory}",
        .. container.PodmanOptions,
    ];

    private static string AsOption(Volume volume) => volume switch
    {
        TmpfsVolume => $"--mount=type=tmpfs,destination={volume.Destination}",
        CopiedUpTmpfs => $"--tmpfs={volume.Destination}",
        BindVolume bind => $"--volume={bind.Source}:{bind.Destination}{(bind.ReadOnly ? ":ro" : "")}",
        IdmappedVolume { Mappings.IsEmpty: true } idmapped =>
            $"--volume={idmapped.Source}:{idmapped.Destination}:{string.Join(',', idmapped.Options)}",
        _ => throw new NotSupportedException($"No option of Podman for {volume}"),
    };
}
