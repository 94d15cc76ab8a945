namespace OciIdMapHook.Hook.Reporting;

/// <summary>Severities of syslog(3).</summary>
internal enum Severity
{
    Error = 3,
    Warning = 4,
    Info = 6,
    Debug = 7,
}
