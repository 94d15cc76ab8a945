namespace OciIdMapHook.Documents;

/// <summary>The members of the configuration: which of them a file has.</summary>
[Flags]
public enum HostSettings
{
    None = 0,
    Rootfs = 1,
    UnsupportedFileSystem = 2,
    AllowedUids = 4,
    AllowedGids = 8,
    LogTarget = 16,
    LogLevel = 32,
    Audit = 64,
    HostMounts = 128,
}
