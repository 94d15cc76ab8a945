namespace OciIdMapHook.Documents;

/// <summary>How a run of the hook ended.</summary>
public enum AuditResult
{
    /// <summary>The rootfs is remounted, and the volumes that asked for it.</summary>
    Remapped,

    /// <summary>Volumes are remounted; the rootfs is as it was.</summary>
    Volumes,

    /// <summary>The container was right as it was, or none of the hook's business.</summary>
    Nothing,

    /// <summary>The container does not start: the hook decided so, and has touched nothing.</summary>
    Refused,

    /// <summary>The container does not start: a step failed.</summary>
    Failed,
}
