namespace OciIdMapHook.Operations;

/// <summary>The hook's own configuration.</summary>
/// <param name="Path">Where the hook reads it.</param>
/// <param name="Exists">Without the file the defaults hold.</param>
/// <param name="Fault">Why the hook cannot use it; null where it can.</param>
internal sealed record ConfigurationFacts(string Path, bool Exists, string? Fault)
{
    /// <summary>Containers on a file system that cannot be idmapped start as without the hook, and are not refused.</summary>
    internal bool SkipsUnsupported { get; init; }
}
