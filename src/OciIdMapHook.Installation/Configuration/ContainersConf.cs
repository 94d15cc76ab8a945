namespace OciIdMapHook.Installation;

/// <summary>containers.conf(5), each file over the ones before it, as Podman reads them for root up to 5.8.</summary>
internal static class ContainersConf
{
    /// <summary>The folder of the files that are read after the administrator's own.</summary>
    internal const string DropIns = "/etc/containers/containers.conf.d";

    /// <summary>Has Podman read the folder of its own stage; named so that others come after it.</summary>
    internal const string Ours = $"{DropIns}/00-oci-idmap-hook.conf";

    private const string Extension = ".conf";
    private const string OfRoot = "/root/.config/containers/containers.conf";

    private static readonly string[] BeforeDropIns =
        ["/usr/share/containers/containers.conf", "/etc/containers/containers.conf"];

    internal static IEnumerable<string> Paths(RootFiles root) =>
    [
        .. BeforeDropIns,
        .. root.FilesIn(DropIns, Extension),
        OfRoot,
        .. root.FilesIn($"{OfRoot}.d", Extension),
    ];

    /// <summary>The file whose hooks_dir ours takes the place of; null where there is none.</summary>
    internal static string? Overridden(RootFiles root)
    {
        var earlier = BeforeDropIns.Concat(
            root.FilesIn(DropIns, Extension).TakeWhile(path => string.CompareOrdinal(path, Ours) < 0));
        return LastThatSetsHooksDir(root, earlier);
    }

    /// <summary>The file whose hooks_dir holds; null where none has one.</summary>
    internal static string? ThatSetsHooksDir(RootFiles root) => LastThatSetsHooksDir(root, Paths(root));

    private static string? LastThatSetsHooksDir(RootFiles root, IEnumerable<string> paths)
    {
        var files = new ConfigurationFiles(root);
        return paths.LastOrDefault(path => files.Toml(path).Any(document => HooksFolders.OfPodmanIn(document) is not null));
    }
}
