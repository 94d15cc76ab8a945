namespace OciIdMapHook.Documents;

/// <summary>The members of a bundle's config.json that decide how its rootfs is mounted.</summary>
/// <remarks>OCI runtime-spec, config.md.</remarks>
public sealed record OciConfig
{
    /// <summary>How the names of this project's annotations begin.</summary>
    internal const string OwnAnnotations = "io.oci-idmap-hook.";

    public OciRoot? Root { get; init; }

    public OciLinux? Linux { get; init; }

    public IReadOnlyList<OciMount> Mounts { get; init; } = [];

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The first of these members, or of theirs, that runtimes may read otherwise; null where there is none.</summary>
    public AmbiguousMember? Ambiguity { get; init; }

    internal static OciConfig Read(ref DocumentReader json)
    {
        OciRoot? root = null;
        OciLinux? linux = null;
        IReadOnlyList<OciMount>? mounts = null;
        IReadOnlyDictionary<string, string>? annotations = null;
        var members = new KnownMembers("root linux mounts annotations"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "root"u8))
                root = json.ObjectIfAny(OciRoot.Read);
            else if (json.Is(ref members, "linux"u8))
                linux = json.ObjectIfAny(OciLinux.Read);
            else if (json.Is(ref members, "mounts"u8))
                mounts = json.ObjectsIfAny(OciMount.Read);
            else if (json.Is(ref members, "annotations"u8))
                annotations = json.Annotations(OwnAnnotations);
            else
                json.SkipMember(ref members);
        }

        return new OciConfig
        {
            Root = root,
            Linux = linux,
            Mounts = mounts ?? [],
            Annotations = annotations,
            Ambiguity = json.Ambiguity,
        };
    }
}
