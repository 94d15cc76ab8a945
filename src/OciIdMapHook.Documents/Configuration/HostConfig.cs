namespace OciIdMapHook.Documents;

/// <summary>What an operator of the host wants of the hook. Without a file, or without a member, its default holds.</summary>
/// <remarks>oci-idmap-hook.json(5).</remarks>
public sealed record HostConfig
{
    /// <summary>Where it is read from, unless the hook is told another place.</summary>
    public const string DefaultPath = "/etc/oci-idmap-hook/config.json";

    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>What becomes of rootfs's whose container has no annotation.</summary>
    public RootfsMode Rootfs { get; init; }

    public UnsupportedFileSystem UnsupportedFileSystem { get; init; }

    public HostMountPolicy HostMounts { get; init; }

    public AllowedHostIds AllowedHostIds { get; init; } = AllowedHostIds.Any;

    public LogConfig Log { get; init; } = new();

    public AuditScope Audit { get; init; }

    /// <summary>The members that the file has, as <c>log.level</c>; all else is default.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <param name="json">The whole file, in UTF-8; comments are allowed.</param>
    /// <param name="source">Its path, for messages.</param>
    /// <exception cref="DocumentException">It is no such file; the message says why and at which byte, counted from
    /// 0.</exception>
    public static HostConfig Parse(ReadOnlySpan<byte> json, string source) =>
        Document.Parse(json, source, MaxBytes, Read, JsonRules.WithComments);

    private static HostConfig Read(ref DocumentReader json)
    {
        var config = new HostConfig();
        var given = new List<string>();
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("rootfs"u8))
            {
                config = config with { Rootfs = (RootfsMode)json.OneOf(ConfigWords.RootfsModes) };
                given.Add("rootfs");
            }
            else if (json.Is("unsupportedFileSystem"u8))
            {
                var policy = (UnsupportedFileSystem)json.OneOf(ConfigWords.UnsupportedFileSystems);
                config = config with { UnsupportedFileSystem = policy };
                given.Add("unsupportedFileSystem");
            }
            else if (json.Is("hostMounts"u8))
            {
                config = config with { HostMounts = (HostMountPolicy)json.OneOf(ConfigWords.HostMountPolicies) };
                given.Add("hostMounts");
            }
            else if (json.Is("allowedHostIds"u8))
            {
                config = config with { AllowedHostIds = AllowedHostIds.Read(ref json, given) };
            }
            else if (json.Is("log"u8))
            {
                config = config with { Log = LogConfig.Read(ref json, given) };
            }
            else if (json.Is("audit"u8))
            {
                config = config with { Audit = ReadAudit(ref json) };
                given.Add("audit");
            }
            else
            {
                throw json.UnknownMember("rootfs", "unsupportedFileSystem", "hostMounts", "allowedHostIds", "log", "audit");
            }
        }

        return given.Count == 0 ? config : config with { Given = given };
    }

    private static AuditScope ReadAudit(ref DocumentReader json)
    {
        if (json.IsText)
        {
            var word = json.Text();
            return word == AuditScope.All.Word()
                ? AuditScope.All
                : throw json.Fault($"must be true, false or \"all\" and is \"{Printable.Text(word)}\"");
        }

        return json.Boolean() ? AuditScope.Concerned : AuditScope.None;
    }
}
