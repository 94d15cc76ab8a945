using OciIdMapHook.Documents;

namespace OciIdMapHook.Operations;

/// <summary>The engines, and whether each reads hooks.d folders.</summary>
internal static class EngineCheck
{
    internal static IEnumerable<Finding> Evaluate(IReadOnlyList<EngineFacts> engines)
    {
        if (engines.Count == 0)
        {
            yield return Finding.Warning(
                "engine",
                $"no engine was found: none of {string.Join(", ", EngineNames.All.Select(EngineNames.InWords))}",
                "no hooks.d folder is read by anything; runtimes alone run the hooks of config.json",
                "install one, name one with --engine, or put the hook into config.json");
        }

        foreach (var engine in engines)
        {
            yield return Evaluate(engine);
            foreach (var fault in engine.Faults)
            {
                yield return Finding.Unknown(
                    "engine-configuration", fault, $"which folders {engine.Title} uses is not known for sure", "mend that file");
            }
        }
    }

    private static Finding Evaluate(EngineFacts engine)
    {
        var id = $"engine-{engine.Name}";
        if (engine.Program is not { } program)
        {
            return Finding.Problem(
                id,
                $"{engine.Title} was asked for and is not there",
                "no container of it can start",
                "install it, or check without it");
        }

        var name = program.Version is { } version
            ? $"{engine.Title} {version} ({program.Path})"
            : $"{engine.Title} ({program.Path})";
        return engine.ReadsHooks
            ? Finding.Ok(id, $"{name} reads hooks from {Folders(engine)}")
            : Finding.Unknown(
                id,
                $"{name} reads no hooks.d folder",
                "the hook is in force only where something puts it into config.json, which cannot be seen from here",
                engine.Name == EngineNames.Containerd
                    ? "inject it by NRI or by the runtime's base_runtime_spec, and look at one container's config.json"
                    : "use a runtime that adds it, and look at one container's config.json");
    }

    private static string Folders(EngineFacts engine) =>
        engine.HooksFolders.Count > 0 ? string.Join(", ", engine.HooksFolders.Select(Printable.Text)) : "no folder";
}
