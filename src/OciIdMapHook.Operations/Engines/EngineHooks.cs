using OciIdMapHook.Operations.HooksDirectory;

namespace OciIdMapHook.Operations.Engines;

/// <summary>An engine that reads hooks.d folders, and what it finds in them.</summary>
/// <param name="Engine">As people write it.</param>
/// <param name="Folders">A later one's files over an earlier one's of the same names.</param>
internal sealed record EngineHooks(string Engine, IReadOnlyList<HooksFolder> Folders);
