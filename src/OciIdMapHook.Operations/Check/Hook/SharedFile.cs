using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>A hooks.d file with the engines that read it.</summary>
/// <param name="File">The file.</param>
/// <param name="Engines">As people write them: <c>Podman and CRI-O</c>.</param>
internal sealed record SharedFile(HooksFolderFile File, string Engines)
{
    /// <summary>
    /// The rules that it breaks, as these engines take it: precreate is a stage that Podman has and CRI-O has not.
    /// </summary>
    internal IEnumerable<HookFileViolation> Violations =>
        Engines == EngineNames.InWords(EngineNames.Podman) ? File.Violations : File.ViolationsOutsidePodman;

    /// <summary>A broken file names no hook, but by its own name it is still this one's.</summary>
    internal bool IsOfThisHook =>
        File.NamesThisHook || (File.HookPath is null && ShippedHookFile.All.Any(shipped => shipped.FileName == File.Name));

    internal static IEnumerable<SharedFile> AllOf(HookFacts hooks) =>
        from pair in
            from engine in hooks.Engines
            from folder in engine.Folders
            from file in folder.Entries
            select (engine.Engine, File: file)
        group pair.Engine by pair.File into readers
        select new SharedFile(readers.Key, string.Join(" and ", readers.Distinct()));
}
