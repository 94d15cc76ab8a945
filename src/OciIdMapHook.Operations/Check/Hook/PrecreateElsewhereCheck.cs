using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>The file for Podman's own stage where others read it, to whom it is a broken one.</summary>
internal static class PrecreateElsewhereCheck
{
    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) =>
    [
        .. from engine in hooks.Engines
           where engine.IsCrio
           from file in Preparing(engine.Folders)
           select ReadByCrio(file),
        .. from file in Preparing(hooks.Engines.SelectMany(engine => engine.Folders).Concat(hooks.Unread)).Distinct()
           where hooks.Engines.Any(engine => engine.IsPodman)
           where file.Folder is HooksFolders.Default or HooksFolders.Administrators
           select ReadByBuildah(file),
    ];

    private static IEnumerable<HooksFolderFile> Preparing(IEnumerable<HooksFolder> folders) =>
        folders.SelectMany(folder => folder.Entries).Where(file => file.PreparesRoots);

    private static Finding ReadByCrio(HooksFolderFile file) => Finding.Problem(
        "hook-precreate-crio",
        $"CRI-O reads {Path(file)}, and does not know its stage, precreate, which is Podman's",
        "CRI-O does not start",
        file.Folder == HooksFolders.Podmans
            ? $"take {file.Folder} out of hooks_dir of crio.conf"
            : $"remove the file: Podman reads another one in {HooksFolders.Podmans}, which oci-idmapctl install puts there");

    private static Finding ReadByBuildah(HooksFolderFile file) => Finding.Problem(
        "hook-precreate-build",
        $"podman build reads {Path(file)}, and does not know its stage, precreate",
        "each RUN of an image that root builds fails",
        $"remove the file: podman run reads another one in {HooksFolders.Podmans}, which oci-idmapctl install puts there");

    private static string Path(HooksFolderFile file) => Printable.Text(file.FullPath);
}
