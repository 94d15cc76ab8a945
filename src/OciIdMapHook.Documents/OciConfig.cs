using System.Diagnostics.CodeAnalysis;

namespace OciIdMapHook.Documents;

/// <summary>The members of a bundle's config.json that decide how its rootfs is mounted.</summary>
/// <remarks>OCI runtime-spec, config.md.</remarks>
public sealed record OciConfig
{
    private readonly IReadOnlyList<OciMount> mounts = [];

    public OciRoot? Root { get; init; }

    public OciLinux? Linux { get; init; }

    [AllowNull]
    public IReadOnlyList<OciMount> Mounts
    {
        get => mounts;
        init => mounts = value ?? [];
    }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
