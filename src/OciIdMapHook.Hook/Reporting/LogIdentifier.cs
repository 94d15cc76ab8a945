namespace OciIdMapHook.Hook.Reporting;

internal static class LogIdentifier
{
    /// <summary>SYSLOG_IDENTIFIER: <c>journalctl -t oci-idmap-hook</c>.</summary>
    internal const string Name = "oci-idmap-hook";
}
