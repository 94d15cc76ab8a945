namespace OciIdMapHook.Documents;

/// <summary>Namespaces and id mappings.</summary>
/// <remarks>OCI runtime-spec, config-linux.md.</remarks>
public sealed record OciLinux
{
    public IReadOnlyList<OciIdMapping> UidMappings { get; init; } = [];

    public IReadOnlyList<OciIdMapping> GidMappings { get; init; } = [];

    public IReadOnlyList<OciNamespace> Namespaces { get; init; } = [];

    public string? RootfsPropagation { get; init; }

    internal static OciLinux Read(ref DocumentReader json)
    {
        IReadOnlyList<OciIdMapping>? uidMappings = null, gidMappings = null;
        IReadOnlyList<OciNamespace>? namespaces = null;
        string? rootfsPropagation = null;
        var members = new KnownMembers("uidMappings gidMappings namespaces rootfsPropagation"u8);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is(ref members, "uidMappings"u8))
                uidMappings = json.List(OciIdMapping.Read);
            else if (json.Is(ref members, "gidMappings"u8))
                gidMappings = json.List(OciIdMapping.Read);
            else if (json.Is(ref members, "namespaces"u8))
                namespaces = json.List(OciNamespace.Read);
            else if (json.Is(ref members, "rootfsPropagation"u8))
                rootfsPropagation = json.TextOrNull();
            else
                json.SkipMember(in members);
        }

        return new OciLinux
        {
            UidMappings = uidMappings ?? [],
            GidMappings = gidMappings ?? [],
            Namespaces = namespaces ?? [],
            RootfsPropagation = rootfsPropagation,
        };
    }
}
