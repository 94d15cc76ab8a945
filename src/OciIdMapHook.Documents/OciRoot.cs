namespace OciIdMapHook.Documents;

/// <summary>The rootfs as configured.</summary>
/// <remarks>OCI runtime-spec, config.md, "Root".</remarks>
public sealed record OciRoot
{
    /// <summary>Absolute, or relative to the bundle.</summary>
    public required string Path { get; init; }

    public bool Readonly { get; init; }

    internal static OciRoot Read(ref DocumentReader json)
    {
        string? path = null;
        var isReadonly = false;
        var members = new KnownMembers("path readonly"u8);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is(ref members, "path"u8))
                path = json.PathText();
            else if (json.Is(ref members, "readonly"u8))
                isReadonly = json.Boolean();
            else
                json.SkipMember(in members);
        }

        json.Require(("path", path is not null));
        return new OciRoot { Path = path!, Readonly = isReadonly };
    }
}
