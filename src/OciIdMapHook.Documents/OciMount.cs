using System.Diagnostics.CodeAnalysis;

namespace OciIdMapHook.Documents;

/// <summary>A mount below the rootfs as configured.</summary>
/// <remarks>OCI runtime-spec, config.md, "Mounts".</remarks>
public sealed record OciMount
{
    private readonly IReadOnlyList<string> options = [];

    public string Destination { get; init; } = "";

    public string? Type { get; init; }

    public string? Source { get; init; }

    [AllowNull]
    public IReadOnlyList<string> Options
    {
        get => options;
        init => options = value ?? [];
    }

    public IReadOnlyList<OciIdMapping>? UidMappings { get; init; }

    public IReadOnlyList<OciIdMapping>? GidMappings { get; init; }
}
