namespace OciIdMapHook.Documents;

/// <summary>The rootfs as configured.</summary>
/// <remarks>OCI runtime-spec, config.md, "Root".</remarks>
public sealed record OciRoot
{
    /// <summary>Absolute, or relative to the bundle; empty where there is none.</summary>
    public required string Path { get; init; }

    internal static OciRoot Read(ref DocumentReader json)
    {
        var path = "";
        var members = new KnownMembers("path"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "path"u8))
                path = json.TextIfAny() ?? "";
            else
                json.SkipMember(ref members);
        }

        return new OciRoot { Path = path };
    }
}
