using OciIdMapHook.Documents;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations.Configuration;

/// <summary>What the hook goes by on this host.</summary>
/// <param name="File">The file that was looked for.</param>
/// <param name="IsThere">Whether there is one.</param>
/// <param name="Values">Every value, the file's and the defaults.</param>
public sealed record EffectiveConfig(string File, bool IsThere, IReadOnlyList<ConfigValue> Values)
{
    /// <param name="path">The file; absolute.</param>
    /// <exception cref="DocumentException">The hook would not go by it either, and refuse containers: why.</exception>
    /// <exception cref="Linux.LinuxException">It cannot be read.</exception>
    public static EffectiveConfig Read(string path)
    {
        var config = HostConfigReader.Read(path);
        return new EffectiveConfig(
            path,
            System.IO.File.Exists(path),
            [
                Value("rootfs", config.Rootfs.Word(), HostSettings.Rootfs),
                Value("unsupportedFileSystem", config.UnsupportedFileSystem.Word(), HostSettings.UnsupportedFileSystem),
                Value("hostMounts", config.HostMounts.Word(), HostSettings.HostMounts),
                Value("allowedHostIds.uids", Show(config.AllowedHostIds.Uids), HostSettings.AllowedUids),
                Value("allowedHostIds.gids", Show(config.AllowedHostIds.Gids), HostSettings.AllowedGids),
                Value("log.target", config.Log.Target.Word(), HostSettings.LogTarget),
                Value("log.level", config.Log.Level.Word(), HostSettings.LogLevel),
                Value("audit", config.Audit.Word(), HostSettings.Audit),
            ]);

        ConfigValue Value(string name, string value, HostSettings setting) =>
            new(name, value, config.Given.HasFlag(setting) ? path : ConfigValue.Default);
    }

    private static string Show(IReadOnlyList<HostIdRange>? ranges) => ranges switch
    {
        null => "any",
        [] => "none",
        _ => string.Join(", ", ranges),
    };
}
