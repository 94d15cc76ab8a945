using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>An engine that reads hooks.d folders, and what it finds in them.</summary>
/// <param name="Engine">As people write it.</param>
/// <param name="Folders">A later one's files over an earlier one's of the same names.</param>
/// <param name="SetBy">The file that names them; null where none does, or none that is looked for.</param>
internal sealed record EngineHooks(string Engine, IReadOnlyList<HooksFolder> Folders, string? SetBy = null)
{
    internal bool IsPodman => Engine == EngineNames.InWords(EngineNames.Podman);

    internal bool IsCrio => Engine == EngineNames.InWords(EngineNames.Crio);
}
