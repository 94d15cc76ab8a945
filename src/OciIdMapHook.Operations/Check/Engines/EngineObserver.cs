using OciIdMapHook.Installation;
using Tomlyn.Model;

namespace OciIdMapHook.Operations;

/// <summary>Finds the engines of a root and reads what matters of their configuration.</summary>
internal sealed class EngineObserver(RootFiles root)
{
    /// <param name="wanted">The engines that matter, found or not; empty for all that are found.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task<IReadOnlyList<EngineFacts>> ObserveAsync(IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var engines = new List<EngineFacts>();
        foreach (var name in EngineNames.All.Where(name => wanted.Count == 0 || wanted.Contains(name)))
        {
            var programs = await ProgramFinder.FindAsync(root, EngineNames.ProgramOf(name), cancellation);
            if (programs.Count > 0 || wanted.Count > 0)
                engines.Add(Observe(name, programs.Count > 0 ? programs[0] : null));
        }

        return engines;
    }

    private EngineFacts Observe(string name, FoundProgram? program)
    {
        var files = new ConfigurationFiles(root);
        var facts = new EngineFacts { Name = name, Program = program };
        facts = name switch
        {
            EngineNames.Podman => facts with
            {
                HooksFolders = HooksFolders.OfPodman(files.Toml(ContainersConf.Paths(root))),
                HooksFoldersSetBy = ContainersConf.ThatSetsHooksDir(root),
                StorageFolders = StorageFolders.OfPodman(StorageConf(files)),
            },
            EngineNames.Crio => OfCrio(facts, files),
            EngineNames.Containerd =>
                facts with { StorageFolders = StorageFolders.OfContainerd(files.Toml("/etc/containerd/config.toml")) },
            _ =>
                facts with { StorageFolders = StorageFolders.OfDocker(files.JsonString("/etc/docker/daemon.json", "data-root")) },
        };
        return facts with { Faults = files.Faults };
    }

    private EngineFacts OfCrio(EngineFacts facts, ConfigurationFiles files)
    {
        // Every file of the folder, whatever its name (UpdateFromPath, pkg/config/config.go).
        var documents = files.Toml(["/etc/crio/crio.conf", .. root.FilesIn("/etc/crio/crio.conf.d", string.Empty)]).ToList();
        return facts with
        {
            HooksFolders = HooksFolders.OfCrio(documents),
            StorageFolders = StorageFolders.OfCrio(documents, StorageConf(files)),
        };
    }

    /// <summary>The first that is there: its values are not mixed with another file's.</summary>
    private static TomlTable? StorageConf(ConfigurationFiles files) =>
        files.Toml("/etc/containers/storage.conf", "/usr/share/containers/storage.conf").FirstOrDefault();
}
