using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Runtimes;

/// <summary>runc and crun: a bundle with a config.json, and the hook named in it.</summary>
internal sealed class BundleRuntime : RuntimeUnderTest
{
    public BundleRuntime(string name, DebianTree tree)
        : base(name, tree)
    {
    }

    internal override async Task<CommandOutcome> RunAsync(Container container, WorkFolder folder)
    {
        var id = container.Id ?? $"{folder.Name}-{Guid.NewGuid().ToString("N")[..8]}";
        var bundle = folder.Folder("bundles", id);
        await File.WriteAllBytesAsync(Path.Combine(bundle, "config.json"), ConfigDocument.Of(container, bundle));

        string[] noPivot = container.WithoutPivot ? ["--no-pivot"] : [];
        string[] command =
            [Name, "--root", folder.Folder("state"), "run", .. noPivot, "--bundle", bundle, id];
        if (container.User is { } user)
        {
            await user.GiveAsync(folder.Folder("state"));
            command = [.. user.Prefix, .. container.Wrapper, .. command];
        }

        return await RunInTreeAsync(container, folder, command);
    }
}
