using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;
using OciIdMapHook.EndToEndTests.HooksDirectory;

namespace OciIdMapHook.EndToEndTests.MountPoints;

/// <summary>All cases of one setting, run in one go in one entered tree.</summary>
internal sealed class MountPointBatch
{
    private static readonly ConcurrentDictionary<MountPointSetting, Lazy<Task<MountPointBatch>>> Batches = [];
    private static readonly SemaphoreSlim Processors = new(2);

    private readonly IReadOnlyDictionary<string, (MountPointRun Without, MountPointRun With)> results;

    private MountPointBatch(IReadOnlyDictionary<string, (MountPointRun Without, MountPointRun With)> results) =>
        this.results = results;

    /// <summary>Runs the setting's cases, unless they were run before, and beside them those of the others.</summary>
    public static Task<MountPointBatch> OfAsync(MountPointSetting setting)
    {
        foreach (var one in MountPointSetting.All)
            _ = Start(one);

        return Start(setting);
    }

    public (MountPointRun Without, MountPointRun With) Of(MountPointCase container) => results[container.Name];

    private static Task<MountPointBatch> Start(MountPointSetting setting) =>
        Batches.GetOrAdd(setting, _ => new Lazy<Task<MountPointBatch>>(() => Task.Run(() => RunAsync(setting)))).Value;

    private static async Task<MountPointBatch> RunAsync(MountPointSetting setting)
    {
        await Processors.WaitAsync();
        try
        {
            await using var folder = WorkFolder.Create();
            await PrepareAsync(folder, setting);
            var entered = await setting.Tree.WritableAsync(
                folder.Folder("tree"),
                [Repository.EnvironmentScript("mount-points/run.sh"), folder.FullPath, setting.Runtime],
                folder.FullPath,
                Path.GetDirectoryName(Shipped.Hook)!,
                Repository.EnvironmentScript(""));
            (await HostCommand.RunManyAsync(entered[0], entered.Skip(1))).Succeeded();
            return new MountPointBatch(
                setting.Cases.ToDictionary(container => container.Name, container => Read(folder, container)));
        }
        finally
        {
            Processors.Release();
        }
    }

    private static async Task PrepareAsync(WorkFolder folder, MountPointSetting setting)
    {
        var busybox = await HostCommand.ReadAsync("sh", "-c", "command -v busybox");
        File.Copy(busybox, Path.Combine(folder.FullPath, "busybox"));
        File.Copy(Repository.EnvironmentScript("mount-points/look.sh"), Path.Combine(folder.FullPath, "look"));
        var hooks = folder.Folder("hooks.d");
        await File.WriteAllBytesAsync(
            Path.Combine(hooks, "oci-idmap-hook.json"), InstalledHookFile.For(HookUse.At("createRuntime")));
        await File.WriteAllTextAsync(Path.Combine(hooks, "oci-idmap-hook-precreate.json"), Precreate());
        await File.WriteAllLinesAsync(
            Path.Combine(folder.FullPath, "cases"), setting.Cases.Select(one => $"{one.Name} {one.Root} {one.Kind}"));
    }

    private static string Precreate()
    {
        var file = JsonNode.Parse(InstalledHookFile.For(HookUse.At("precreate")))!;
        file["hook"]!["args"] = new JsonArray("oci-idmap-hook", "precreate");
        return file.ToJsonString();
    }

    private static (MountPointRun Without, MountPointRun With) Read(WorkFolder folder, MountPointCase container)
    {
        var results = Path.Combine(folder.FullPath, "results", container.Setting.Runtime, container.Name);
        return (MountPointRun.Read(Path.Combine(results, "without")), MountPointRun.Read(Path.Combine(results, "with")));
    }
}
