namespace OciIdMapHook.Documents;

/// <summary>Which runs of the hook leave a record (<see cref="AuditFile"/>).</summary>
public enum AuditScope
{
    /// <summary>Those for containers with a user namespace or with volumes to idmap, and all that fail. The default.</summary>
    Concerned,

    /// <summary>None.</summary>
    None,

    /// <summary>Those for containers that are none of the hook's business, too.</summary>
    All,
}
