using k8s;
using k8s.Models;
using OciIdMapHook.EndToEndTests.Runtimes;
using OciIdMapHook.EndToEndTests.Scenarios;

namespace OciIdMapHook.EndToEndTests.Packaging;

/// <summary>The agent's image, made as its Containerfile says and run with what the DaemonSet gives it, by Podman.</summary>
public sealed class AgentImageTests : Scenario
{
    private const string Image = "localhost/oci-idmap-hook-agent:test";

    private static V1PodSpec Pod =>
        KubernetesYaml.Deserialize<V1DaemonSet>(
            File.ReadAllText(Packages.Source("kubernetes", "agent", "daemonset.yaml")), strict: true).Spec.Template.Spec;

    private string Host => Folder.Folder("host");

    [Test]
    public async Task It_installs_the_hook_on_its_node_and_finds_it_whole()
    {
        var probe = Pod.Containers.Single().ReadinessProbe.Exec.Command;

        var outcome = await RunAsync(
            [.. Pod.Containers.Single().Args, "--once"], ["status", .. probe.Skip(2)]);

        outcome.Succeeded();
        Assert.That(
            await File.ReadAllBytesAsync(Host + HookFileHistory.Hook),
            Is.EqualTo(await File.ReadAllBytesAsync(Path.Combine(Packages.Folder, "oci-idmap-hook"))));
        Assert.That(
            File.GetUnixFileMode(Host + HookFileHistory.Hook).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute),
            Is.True);
        Assert.That(await File.ReadAllTextAsync(Host + HookFileHistory.Json), Does.Contain($"\"{HookFileHistory.Hook}\""));
    }

    [Test]
    public async Task Its_folders_are_enough_to_uninstall()
    {
        var outcome = await RunAsync(
            [.. Pod.Containers.Single().Args, "--once"], ["uninstall", .. Pod.Containers.Single().Args.Skip(1)]);

        outcome.Succeeded();
        Assert.That(Directory.EnumerateFiles(Host, "*", SearchOption.AllDirectories), Is.Empty);
    }

    /// <summary>Makes the image, and runs it with one command after the other.</summary>
    private async Task<CommandOutcome> RunAsync(params string[][] commands)
    {
        const string Podman = "podman --root /tmp/storage --runroot /tmp/run --tmpdir /tmp/state --storage-driver=vfs "
            + "--events-backend=none --cgroup-manager=cgroupfs";
        var build =
            $"{Podman} build --quiet --file '{Packages.Source("kubernetes", "Containerfile")}' --tag {Image} '{Repository.Root}'";
        var runs = commands.Select(command => $"{Podman} run --rm --log-driver=none --cgroups=disabled --network=none "
            + $"--ulimit=nofile=1024:1024 {string.Join(' ', Options())} {Image} {string.Join(' ', command)}");
        return await DebianTree.Trixie.RunAsync(
            ["sh", "-e", "-c", string.Join('\n', runs.Prepend(build))], Folder.FullPath, Repository.Root);
    }

    private IEnumerable<string> Options()
    {
        var container = Pod.Containers.Single();
        var context = container.SecurityContext;
        var volumes = Pod.Volumes.ToDictionary(volume => volume.Name, volume => volume.HostPath.Path);
        return
        [
            $"--user={context.RunAsUser}:{context.RunAsGroup}",
            .. context.Capabilities.Drop.Select(capability => $"--cap-drop={capability}"),
            .. context.Capabilities.Add?.Select(capability => $"--cap-add={capability}") ?? [],
            .. context.ReadOnlyRootFilesystem is true ? ["--read-only", "--read-only-tmpfs=false"] : Array.Empty<string>(),
            .. context.AllowPrivilegeEscalation is false ? ["--security-opt=no-new-privileges"] : Array.Empty<string>(),
            .. container.VolumeMounts.Select(mount =>
                $"--volume={Folder.Folder("host", volumes[mount.Name][1..])}:{mount.MountPath}{Mode(mount)}"),
        ];
    }

    private static string Mode(V1VolumeMount mount) => mount.ReadOnlyProperty is true ? ":ro" : "";
}
