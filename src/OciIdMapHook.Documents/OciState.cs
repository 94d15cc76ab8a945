namespace OciIdMapHook.Documents;

/// <summary>The container state a runtime hands to a hook on standard input.</summary>
/// <remarks>OCI runtime-spec, runtime.md, "State".</remarks>
public sealed record OciState
{
    public string OciVersion { get; init; } = "";

    /// <summary>The container's id; never empty.</summary>
    public required string Id { get; init; }

    /// <summary><c>creating</c> from runc, <c>created</c> from crun, at the very same moment.</summary>
    public string Status { get; init; } = "";

    /// <summary>The init's process id as the hook sees it. Not checked to be positive.</summary>
    public required int Pid { get; init; }

    /// <summary>The bundle's folder. crun writes its working directory here, which may be another one.</summary>
    public required string Bundle { get; init; }

    /// <summary>The rootfs as crun mounted it: absolute, or relative to the bundle. Other runtimes leave it out.</summary>
    public string? Root { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
