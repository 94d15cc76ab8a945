namespace OciIdMapHook.Documents;

/// <summary>A mount below the rootfs as configured.</summary>
/// <remarks>OCI runtime-spec, config.md, "Mounts".</remarks>
public sealed record OciMount
{
    public string Destination { get; init; } = "";

    public string? Type { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    public IReadOnlyList<OciIdMapping>? UidMappings { get; init; }

    public IReadOnlyList<OciIdMapping>? GidMappings { get; init; }

    /// <summary>
    /// A tmpfs into which the runtime copies what the rootfs has in its place (runc's and crun's option <c>tmpcopyup</c>).
    /// </summary>
    public bool IsCopiedUp => Type == "tmpfs" && HasOption("tmpcopyup");

    /// <summary>Whether one of its options begins with a text.</summary>
    public bool HasOptionWith(string start) => Options.Any(option => option.StartsWith(start, StringComparison.Ordinal));

    private bool HasOption(string name)
    {
        foreach (var option in Options)
        {
            if (string.Equals(option, name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    internal static OciMount Read(ref DocumentReader json)
    {
        var destination = "";
        string? type = null, source = null;
        IReadOnlyList<string>? options = null;
        IReadOnlyList<OciIdMapping>? uidMappings = null, gidMappings = null;
        var members = new KnownMembers("destination type source options uidMappings gidMappings"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "destination"u8))
                destination = json.TextIfAny() ?? "";
            else if (json.Is(ref members, "type"u8))
                type = json.TextIfAny();
            else if (json.Is(ref members, "source"u8))
                source = json.TextIfAny();
            else if (json.Is(ref members, "options"u8))
                options = json.TextsIfAny();
            else if (json.Is(ref members, "uidMappings"u8))
                uidMappings = json.ObjectsIfAny(OciIdMapping.Read);
            else if (json.Is(ref members, "gidMappings"u8))
                gidMappings = json.ObjectsIfAny(OciIdMapping.Read);
            else
                json.SkipMember(ref members);
        }

        return new OciMount
        {
            Destination = destination,
            Type = type,
            Source = source,
            Options = options ?? [],
            UidMappings = uidMappings,
            GidMappings = gidMappings,
        };
    }
}
