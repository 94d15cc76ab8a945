using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>A containerd of the container's own, with its suite's runc; it is given a whole config.json.</summary>
internal sealed class ContainerdEngine : RuntimeUnderTest
{
    private static readonly string Script = Repository.EnvironmentScript("containerd.sh");

    public ContainerdEngine(DebianTree tree)
        : base("containerd", tree)
    {
    }

    public override string ToString() => $"containerd with runc ({Tree.Name})";

    internal override async Task<CommandOutcome> RunAsync(Container container, WorkFolder folder)
    {
        var id = $"{folder.Name}-{Guid.NewGuid().ToString("N")[..8]}";
        var own = folder.Folder("containerd", id);
        var config = Path.Combine(own, "config.json");
        // containerd makes the bundle, a folder of its own: only here is the rootfs named as a whole.
        await File.WriteAllBytesAsync(config, ConfigDocument.Of(container with { RelativeRootPath = false }, own));

        string[] options =
        [
            .. container.WithoutPivot ? ["--no-pivot"] : Array.Empty<string>(),
            .. container.Terminal ? ["--tty"] : Array.Empty<string>(),
        ];
        return await RunInTreeAsync(
            container, folder, [Script, own, "run", "--rm", .. options, "--config", config, id], Script);
    }
}
