using System.Diagnostics.CodeAnalysis;

namespace OciIdMapHook.Documents;

/// <summary>Namespaces and id mappings.</summary>
/// <remarks>OCI runtime-spec, config-linux.md.</remarks>
public sealed record OciLinux
{
    private readonly IReadOnlyList<OciIdMapping> uidMappings = [];
    private readonly IReadOnlyList<OciIdMapping> gidMappings = [];
    private readonly IReadOnlyList<OciNamespace> namespaces = [];

    [AllowNull]
    public IReadOnlyList<OciIdMapping> UidMappings
    {
        get => uidMappings;
        init => uidMappings = value ?? [];
    }

    [AllowNull]
    public IReadOnlyList<OciIdMapping> GidMappings
    {
        get => gidMappings;
        init => gidMappings = value ?? [];
    }

    [AllowNull]
    public IReadOnlyList<OciNamespace> Namespaces
    {
        get => namespaces;
        init => namespaces = value ?? [];
    }

    public string? RootfsPropagation { get; init; }
}
