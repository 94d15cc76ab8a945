namespace OciIdMapHook.Documents;

/// <summary>The rootfs as configured.</summary>
/// <remarks>OCI runtime-spec, config.md, "Root".</remarks>
public sealed record OciRoot
{
    /// <summary>Absolute, or relative to the bundle.</summary>
    public required string Path { get; init; }

    public bool Readonly { get; init; }
}
