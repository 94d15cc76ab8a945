namespace OciIdMapHook.Documents;

/// <summary>The values of the configuration as the file has them, in the order of their enumerations.</summary>
public static class ConfigWords
{
    internal static readonly string[] RootfsModes = ["auto", "always", "never"];
    internal static readonly string[] UnsupportedFileSystems = ["refuse", "skip"];
    internal static readonly string[] HostMountPolicies = ["idmap", "leave"];
    internal static readonly string[] LogTargets = ["auto", "journal", "syslog", "stderr", "none"];
    internal static readonly string[] LogLevels = ["info", "warning", "error"];

    public static string Word(this RootfsMode mode) => RootfsModes[(int)mode];

    public static string Word(this UnsupportedFileSystem policy) => UnsupportedFileSystems[(int)policy];

    public static string Word(this HostMountPolicy policy) => HostMountPolicies[(int)policy];

    public static string Word(this LogTarget target) => LogTargets[(int)target];

    public static string Word(this LogLevel level) => LogLevels[(int)level];
}
