namespace OciIdMapHook.Operations;

/// <summary>What is to be looked at.</summary>
public sealed record HostCheckOptions
{
    /// <summary>
    /// The folder whose files are looked at: that of another host's or an image's root. The kernel is always the running one.
    /// Programs of another root are not run.
    /// </summary>
    public string Root { get; init; } = "/";

    /// <summary>Files or folders whose file systems are to be idmapped, besides the storage folders of the engines; as the caller
    /// names them, and not below <see cref="Root"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// The engines that matter, found or not (<see cref="EngineNames"/>); empty for all that are found.
    /// </summary>
    public IReadOnlyList<string> Engines { get; init; } = [];
}
