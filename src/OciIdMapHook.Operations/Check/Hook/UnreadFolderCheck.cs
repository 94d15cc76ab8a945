using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>The hook in a folder that looks right and that no engine reads.</summary>
internal static class UnreadFolderCheck
{
    internal static IEnumerable<Finding> Evaluate(HookFacts hooks) =>
        from folder in hooks.Unread
        where hooks.Engines.Count > 0
        from file in folder.Entries
        where file.NamesThisHook && (file.RemapsRoots || !file.PreparesRoots)
        select Finding.Warning(
            "hook-json-unread",
            $"{Printable.Text(file.FullPath)} is in a folder that no engine here reads ({InWords(hooks.Engines)})",
            "it has no effect now, and runs the hook by itself once that folder is configured",
            "remove it, or add its folder to hooks_dir");

    private static string InWords(IEnumerable<EngineHooks> engines) => string.Join(", ", engines.Select(engine => engine.Engine));
}
