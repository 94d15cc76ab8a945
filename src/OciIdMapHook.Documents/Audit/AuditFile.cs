namespace OciIdMapHook.Documents;

/// <summary>Where the hook leaves its audit records: one JSON document a line, of which the last one may be half.</summary>
public static class AuditFile
{
    /// <summary>Private to root, and gone with the next boot.</summary>
    public const string Folder = "/run/oci-idmap-hook";

    public const string Name = "audit.jsonl";

    /// <summary>What <see cref="Name"/> was called before it was full.</summary>
    public const string OlderName = "audit.jsonl.1";

    /// <summary>The longest line, with its end.</summary>
    public const int MaxLineBytes = 8 << 10;

    /// <summary>What <see cref="Name"/> may grow to.</summary>
    public const int MaxBytes = 4 << 20;
}
