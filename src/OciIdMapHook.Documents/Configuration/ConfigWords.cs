namespace OciIdMapHook.Documents;

/// <summary>The values of the configuration as the file has them, in the order of their enumerations.</summary>
public static class ConfigWords
{
    internal static readonly string[] RootfsModes = ["auto", "always", "never"];
    internal static readonly string[] UnsupportedFileSystems = ["refuse", "skip"];
    internal static readonly string[] HostMountPolicies = ["idmap", "leave"];
    internal static readonly string[] LogTargets = ["auto", "journal", "syslog", "stderr", "none"];

    /// <summary>Two of them are no strings in the file.</summary>
    internal static readonly string[] AuditScopes = ["true", "false", "all"];

    internal static readonly string[] LogLevels = ["info", "warning", "error", "debug"];

    public static string Word(this RootfsMode mode) => RootfsModes[(int)mode];

    public static string Word(this UnsupportedFileSystem policy) => UnsupportedFileSystems[(int)policy];

    public static string Word(this HostMountPolicy policy) => HostMountPolicies[(int)policy];

    public static string Word(this LogTarget target) => LogTargets[(int)target];

    public static string Word(this AuditScope scope) => AuditScopes[(int)scope];

    public static string Word(this LogLevel level) => LogLevels[(int)level];
}
