using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>
/// Whether Podman runs the hook at its own stage too, where it makes what a rootfs lacks before the runtime does.
/// </summary>
internal static class PrecreateCheck
{
    private const string Id = "hook-precreate";
    private const string Install = "oci-idmapctl install";
    private const string Lacking =
        "no container with a user namespace starts on a rootfs of the host's root that lacks a mount point, such as /etc/hosts";

    internal static IEnumerable<Finding> Evaluate(HookFacts hooks)
    {
        foreach (var podman in hooks.Engines.Where(engine => engine.IsPodman))
        {
            var inForce = HooksPrecedence.InForce(podman.Folders);
            var preparing = inForce.Where(file => file.PreparesRoots).ToList();
            if (inForce.Any(file => file.RemapsRoots))
                yield return preparing.Count > 0 ? Ok(preparing[0]) : Missing(hooks, podman);
            else if (preparing.Count > 0)
                yield return Alone(preparing[0]);
            if (hooks.Overridden is { } overridden)
                yield return Overrides(overridden);
        }
    }

    private static Finding Ok(HooksFolderFile file) =>
        Finding.Ok(Id, $"Podman runs the hook before the runtime, by {Path(file)}");

    private static Finding Missing(HookFacts hooks, EngineHooks podman)
    {
        if (hooks.Unread.SelectMany(folder => folder.Entries).FirstOrDefault(file => file.PreparesRoots) is not { } unread)
        {
            return Finding.Problem(
                "hook-json-alone",
                $"Podman runs the hook without its own stage, precreate: no folder holds {ShippedHookFile.Precreate.FileName}",
                Lacking,
                Install);
        }

        return Finding.Problem(
            "hook-precreate-unread",
            $"{Path(unread)} is in a folder that Podman does not read",
            Lacking,
            podman.SetBy is { } file
                ? $"add \"{Printable.Text(unread.Folder)}\" to hooks_dir of {Printable.Text(file)}"
                : $"{Install}, which has Podman read it");
    }

    private static Finding Alone(HooksFolderFile file) => Finding.Problem(
        "hook-json-alone",
        $"Podman runs the hook by {Path(file)} alone: nothing that it reads has the runtime run it "
        + $"({ShippedHookFile.CreateRuntime.FileName})",
        "mount points are made in rootfs that are not remapped then",
        $"{Install}; where hooks_dir is set, it must name {HooksFolders.Default} too");

    private static Finding Overrides(string overridden) => Finding.Problem(
        "hook-precreate-overrides",
        $"{ContainersConf.Ours} takes the place of hooks_dir of {Printable.Text(overridden)}",
        "Podman does not run the hooks in the folders that are named there",
        $"add \"{HooksFolders.Podmans}\" to it, and have the file taken away: {Install}");

    private static string Path(HooksFolderFile file) => Printable.Text(file.FullPath);
}
