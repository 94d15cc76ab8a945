namespace OciIdMapHook.Operations;

/// <summary>A runtime or an engine on the host.</summary>
/// <param name="Name">The program's name: <c>runc</c>.</param>
/// <param name="Path">Where it is, in the root that was looked at.</param>
/// <param name="Version">Such as <c>1.1.5</c>; null where it was not asked or does not say.</param>
public sealed record FoundProgram(string Name, string Path, string? Version);
