namespace OciIdMapHook.Documents;

/// <summary>Namespaces and id mappings.</summary>
/// <remarks>OCI runtime-spec, config-linux.md.</remarks>
public sealed record OciLinux
{
    public IReadOnlyList<OciIdMapping> UidMappings { get; init; } = [];

    public IReadOnlyList<OciIdMapping> GidMappings { get; init; } = [];

    public IReadOnlyList<OciNamespace> Namespaces { get; init; } = [];

    internal static OciLinux Read(ref DocumentReader json)
    {
        IReadOnlyList<OciIdMapping>? uidMappings = null, gidMappings = null;
        IReadOnlyList<OciNamespace>? namespaces = null;
        var members = new KnownMembers("uidMappings gidMappings namespaces"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "uidMappings"u8))
                uidMappings = json.ObjectsIfAny(OciIdMapping.Read);
            else if (json.Is(ref members, "gidMappings"u8))
                gidMappings = json.ObjectsIfAny(OciIdMapping.Read);
            else if (json.Is(ref members, "namespaces"u8))
                namespaces = json.ObjectsIfAny(OciNamespace.Read);
            else
                json.SkipMember(ref members);
        }

        return new OciLinux
        {
            UidMappings = uidMappings ?? [],
            GidMappings = gidMappings ?? [],
            Namespaces = namespaces ?? [],
        };
    }
}
