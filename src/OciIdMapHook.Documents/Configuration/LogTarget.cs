namespace OciIdMapHook.Documents;

/// <summary>Where the hook's lines go.</summary>
public enum LogTarget
{
    /// <summary>Standard error, and the journal or else syslog. The default.</summary>
    Auto,

    /// <summary>Standard error and the journal.</summary>
    Journal,

    /// <summary>Standard error and syslog.</summary>
    Syslog,

    /// <summary>Standard error alone.</summary>
    Stderr,

    /// <summary>Nowhere, but for the reason why a container does not start, which the runtime shows.</summary>
    None,
}
