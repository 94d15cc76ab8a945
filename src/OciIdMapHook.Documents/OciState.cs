namespace OciIdMapHook.Documents;

/// <summary>The container state a runtime hands to a hook on standard input.</summary>
/// <remarks>OCI runtime-spec, runtime.md, "State".</remarks>
public sealed record OciState
{
    public string OciVersion { get; init; } = "";

    /// <summary>The container's id; never empty.</summary>
    public required string Id { get; init; }

    /// <summary><c>creating</c> from runc, <c>created</c> from crun, at the very same moment; <c>stopped</c> from runc while it
    /// restores a container.</summary>
    public string Status { get; init; } = "";

    /// <summary>
    /// The init's process id as the hook sees it, 0 where the runtime leaves it out. Not checked to be positive.
    /// </summary>
    public required int Pid { get; init; }

    /// <summary>The bundle's folder. crun writes its working directory here, which may be another one.</summary>
    public required string Bundle { get; init; }

    /// <summary>The rootfs as crun mounted it: absolute, or relative to the bundle. Other runtimes leave it out.</summary>
    public string? Root { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    internal static OciState Read(ref DocumentReader json)
    {
        string version = "", status = "";
        string? id = null, bundle = null, root = null;
        var pid = 0;
        IReadOnlyDictionary<string, string>? annotations = null;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("ociVersion"u8))
                version = json.Text();
            else if (json.Is("id"u8))
                id = ReadId(ref json);
            else if (json.Is("status"u8))
                status = json.Text();
            else if (json.Is("pid"u8))
                pid = json.Int32();
            else if (json.Is("bundle"u8))
                bundle = json.PathText();
            else if (json.Is("root"u8))
                root = json.PathTextOrNull();
            else if (json.Is("annotations"u8))
                annotations = json.Annotations(OciConfig.OwnAnnotations);
            else
                json.SkipMember();
        }

        json.Require(("id", id is not null), ("bundle", bundle is not null));
        return new OciState
        {
            OciVersion = version,
            Id = id!,
            Status = status,
            Pid = pid,
            Bundle = bundle!,
            Root = root,
            Annotations = annotations,
        };
    }

    /// <summary>The runtimes name a folder after the id, and so does whoever looks for that folder.</summary>
    private static string ReadId(ref DocumentReader json)
    {
        var id = json.PathText();
        return id.Contains('/', StringComparison.Ordinal) || id is "." or ".."
            ? throw json.Fault($"is \"{Printable.Text(id)}\", which no folder can be named")
            : id;
    }
}
