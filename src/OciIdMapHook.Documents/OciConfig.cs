namespace OciIdMapHook.Documents;

/// <summary>The members of a bundle's config.json that decide how its rootfs is mounted.</summary>
/// <remarks>OCI runtime-spec, config.md.</remarks>
public sealed record OciConfig
{
    public OciRoot? Root { get; init; }

    public OciLinux? Linux { get; init; }

    public IReadOnlyList<OciMount> Mounts { get; init; } = [];

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    internal static OciConfig Read(ref DocumentReader json)
    {
        OciRoot? root = null;
        OciLinux? linux = null;
        IReadOnlyList<OciMount>? mounts = null;
        IReadOnlyDictionary<string, string>? annotations = null;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("root"u8))
                root = json.OrNull(OciRoot.Read);
            else if (json.Is("linux"u8))
                linux = json.OrNull(OciLinux.Read);
            else if (json.Is("mounts"u8))
                mounts = json.List(OciMount.Read);
            else if (json.Is("annotations"u8))
                annotations = json.Texts();
            else
                json.SkipMember();
        }

        return new OciConfig { Root = root, Linux = linux, Mounts = mounts ?? [], Annotations = annotations };
    }
}
