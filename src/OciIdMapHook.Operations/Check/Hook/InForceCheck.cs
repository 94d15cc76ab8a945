using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Whether each engine runs the hook, and once.</summary>
internal static class InForceCheck
{
    internal static IEnumerable<Finding> Evaluate(HookFacts hooks)
    {
        foreach (var engine in hooks.Engines)
        {
            var inForce = HooksPrecedence.InForce(engine.Folders).Where(file => file.RemapsRoots).Select(Path).ToList();
            foreach (var masked in HooksPrecedence.Masked(engine.Folders).Where(masked => masked.File.NamesThisHook))
                yield return Masked(engine.Engine, masked);
            if (inForce.Count == 0)
                yield return NotInForce(engine);
            else if (inForce.Count == 1)
                yield return Finding.Ok("hook-in-force", $"{engine.Engine} runs the hook, by {inForce[0]}");
            else
                yield return Twice(engine.Engine, inForce);
        }
    }

    private static Finding NotInForce(EngineHooks engine) => Finding.Problem(
        "hook-in-force",
        $"{engine.Engine} does not run the hook: no file in force in {Folders(engine)} names it",
        "its containers start without it",
        "oci-idmapctl install");

    private static Finding Twice(string engine, IReadOnlyList<string> files) => Finding.Warning(
        "hook-twice",
        $"{engine} runs the hook more than once for each container: by {string.Join(" and by ", files)}",
        "the second run finds nothing to do and costs its time, and an upgrade or a removal of one leaves the other",
        "remove all but one of these files");

    /// <summary>The hook's file is not used: a later folder has another one of its name.</summary>
    private static Finding Masked(string engine, MaskedHookFile masked)
    {
        var what = $"{Path(masked.File)} is masked for {engine} by {Path(masked.By)}";
        return masked.By.NamesThisHook
            ? Finding.Warning(
                "hook-json-masked",
                $"{what}, which runs the hook as well",
                "what an upgrade changes in the first has no effect",
                "remove one of them")
            : Finding.Problem(
                "hook-json-masked",
                $"{what}, which does not run the hook",
                "the hook does not run by it, though it is installed",
                "remove the second, or rename it");
    }

    private static string Path(HooksFolderFile file) => Printable.Text(file.FullPath);

    private static string Folders(EngineHooks engine) => engine.Folders.Count == 0
        ? "any folder, for it reads none"
        : string.Join(", ", engine.Folders.Select(InWords));

    private static string InWords(HooksFolder folder) =>
        $"{Printable.Text(folder.FolderPath)}{(folder.Exists ? string.Empty : " (not there)")}";
}
