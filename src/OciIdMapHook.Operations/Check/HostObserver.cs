using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Looks at a host.</summary>
internal static class HostObserver
{
    private static readonly string[] RuntimeNames = ["runc", "crun", "youki"];

    internal static async Task<HostFacts> ObserveAsync(HostCheckOptions options, CancellationToken cancellation)
    {
        using var root = new RootFiles(options.Root);
        var engines = await new EngineObserver(root).ObserveAsync(options.Engines, cancellation);
        var runtimes = new List<FoundProgram>();
        foreach (var name in RuntimeNames)
            runtimes.AddRange(await ProgramFinder.FindAsync(root, name, cancellation));
        return new HostFacts
        {
            Kernel = KernelObserver.Observe(),
            Storage = [.. StorageOf(root, engines), .. options.Paths.Select(Named)],
            Security = SecurityObserver.Observe(),
            Engines = engines,
            Runtimes = runtimes,
            Hooks = new HookObserver(root).Observe(engines),
            Configuration = ConfigurationObserver.Observe(root),
        };
    }

    private static StorageFacts Named(string path) => StorageObserver.ObserveNamed(path);

    private static IEnumerable<StorageFacts> StorageOf(RootFiles root, IReadOnlyList<EngineFacts> engines) =>
        from pair in engines.SelectMany(engine => engine.StorageFolders, (engine, folder) => (engine.Title, Folder: folder))
        group pair.Title by pair.Folder into users
        select StorageObserver.ObserveConfigured(users.Key, root, string.Join(" and ", users));
}
