using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>The configuration that a run goes by.</summary>
/// <param name="Policy">What the host's operator wants; the defaults where the file says nothing that can be used.</param>
/// <param name="Fault">Why the file cannot be used, and what to do; null where there is none, or it can.</param>
public sealed record LoadedConfig(HostPolicy Policy, string? Fault)
{
    public HostConfig Config => Policy.Config;

    /// <param name="path">The file; the defaults hold where there is none.</param>
    public static LoadedConfig From(string path)
    {
        try
        {
            return new LoadedConfig(new HostPolicy(HostConfigReader.Read(path), path), null);
        }
        catch (Exception exception) when (exception is DocumentException or LinuxException)
        {
            return new LoadedConfig(
                new HostPolicy(new HostConfig(), path) { IsUnreadable = true },
                $"the hook's configuration cannot be used: {exception.Message}; correct the file, or remove it for the defaults");
        }
    }
}
