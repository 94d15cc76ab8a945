using OciIdMapHook.Documents;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

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
                Value("rootfs", config.Rootfs.Word()),
                Value("unsupportedFileSystem", config.UnsupportedFileSystem.Word()),
                Value("hostMounts", config.HostMounts.Word()),
                Value("allowedHostIds.uids", Show(config.AllowedHostIds.Uids)),
                Value("allowedHostIds.gids", Show(config.AllowedHostIds.Gids)),
                Value("log.target", config.Log.Target.Word()),
                Value("log.level", config.Log.Level.Word()),
                Value("audit", config.Audit.Word()),
            ]);

        ConfigValue Value(string name, string value) =>
            new(name, value, config.Given.Contains(name) ? path : ConfigValue.Default);
    }

    private static string Show(IReadOnlyList<HostIdRange>? ranges) => ranges switch
    {
        null => "any",
        [] => "none",
        _ => string.Join(", ", ranges),
    };
}
