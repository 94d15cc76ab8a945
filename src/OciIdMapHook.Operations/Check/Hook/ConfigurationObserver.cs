using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>Reads the hook's configuration as the hook does.</summary>
internal static class ConfigurationObserver
{
    internal static ConfigurationFacts Observe(RootFiles root)
    {
        const string Path = HostConfig.DefaultPath;
        using var file = root.Open(Path);
        if (file is null)
            return new ConfigurationFacts(Path, Exists: false, Fault: null);
        try
        {
            var config = HostConfigReader.Read(Files.LinkTo(file), Path);
            return new ConfigurationFacts(Path, Exists: true, Fault: null)
            {
                SkipsUnsupported = config.UnsupportedFileSystem == UnsupportedFileSystem.Skip,
            };
        }
        catch (Exception exception) when (exception is DocumentException or LinuxException)
        {
            return new ConfigurationFacts(Path, Exists: true, exception.Message);
        }
    }
}
