using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>
/// All cases of one setting, run in one go in one entered tree: making a storage and entering a tree for each would take longer
/// than the containers do.
/// </summary>
internal sealed class Batch
{
    private static readonly ConcurrentDictionary<EngineSetting, Lazy<Task<Batch>>> Batches = [];
    private static readonly SemaphoreSlim Processors = new(2);

    private readonly IReadOnlyDictionary<string, (Observation Without, Observation With)> results;

    private Batch(Files image, IReadOnlyDictionary<string, (Observation Without, Observation With)> results)
    {
        Image = image;
        this.results = results;
    }

    /// <summary>The files as they are in the image.</summary>
    public Files Image { get; }

    /// <summary>Runs the setting's cases, unless they were run before, and beside them those of the next one.</summary>
    public static Task<Batch> OfAsync(EngineSetting setting, IReadOnlyList<EngineSetting> all)
    {
        var place = all.ToList().IndexOf(setting);
        if (place + 1 < all.Count)
            _ = Start(all[place + 1]);

        return Start(setting);
    }

    /// <summary>Other tests count what runs on the machine.</summary>
    public static Task AllEndedAsync() =>
        Task.WhenAll(Batches.Values.Select(batch => batch.Value.ContinueWith(_ => { }, TaskScheduler.Default)));

    public (Observation Without, Observation With) Of(ContainerCase container) => results[container.Name];

    private static Task<Batch> Start(EngineSetting setting) =>
        Batches.GetOrAdd(setting, _ => new Lazy<Task<Batch>>(() => Task.Run(() => RunAsync(setting)))).Value;

    private static async Task<Batch> RunAsync(EngineSetting setting)
    {
        await Processors.WaitAsync();
        try
        {
            await using var folder = WorkFolder.Create();
            await PrepareAsync(folder, setting);
            var image = Files.Parse(
                await HostCommand.ReadAsync(Script("image.sh"), folder.FullPath, HarmlessnessProgram.Executable),
                $"{folder.FullPath}/rootfs");
            var script = Script("run.sh");
            string[] command = [script, folder.FullPath, setting.Engine, setting.IsRootless ? "user" : "root", setting.Root];
            if (setting.Engine == "containerd")
                command = [Repository.EnvironmentScript("containerd.sh"), folder.Folder("containerd"), "--", .. command];

            var entered = await setting.Tree.WritableAsync(
                folder.Folder("tree"),
                command,
                folder.FullPath,
                Path.GetDirectoryName(Shipped.Hook)!,
                Repository.EnvironmentScript(""));
            (await HostCommand.RunManyAsync(entered[0], entered.Skip(1))).Succeeded();
            return new Batch(
                image, setting.Cases.ToDictionary(container => container.Name, container => Read(folder, container)));
        }
        finally
        {
            Processors.Release();
        }
    }

    private static async Task PrepareAsync(WorkFolder folder, EngineSetting setting)
    {
        await HarmlessnessProgram.BuiltAsync();
        var use = HookUse.At("createRuntime");
        var hook = InstalledHookFile.For(use);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullPath, "hook.json"), hook);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullPath, "precreate.json"), InstalledHookFile.ForPrecreate(use));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullPath, "hook-of-bundle.json"), JsonNode.Parse(hook)!["hook"]!.ToJsonString());
        await File.WriteAllLinesAsync(Path.Combine(folder.FullPath, "cases"), setting.Cases.Select(container => container.Line));
    }

    private static (Observation Without, Observation With) Read(WorkFolder folder, ContainerCase container) =>
    (
        Observation.Read(Path.Combine(folder.FullPath, "results", container.Name, "without")),
        Observation.Read(Path.Combine(folder.FullPath, "results", container.Name, "with"))
    );

    private static string Script(string name) => Repository.EnvironmentScript($"harmlessness/{name}");
}
