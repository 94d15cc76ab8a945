using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Hook.Configuration;

/// <summary>The configuration that a run goes by.</summary>
/// <param name="Policy">What the host's operator wants; the defaults where the file says nothing that can be used.</param>
/// <param name="Fault">Why the file cannot be used, and what to do; null where there is none, or it can.</param>
internal sealed record LoadedConfig(HostPolicy Policy, string? Fault)
{
    internal HostConfig Config => Policy.Config;

    internal static LoadedConfig From(string path)
    {
        try
        {
            return new LoadedConfig(new HostPolicy(HostConfigReader.Read(path), path), null);
        }
        catch (Exception exception) when (exception is DocumentException or LinuxException)
        {
            return new LoadedConfig(
                new HostPolicy(new HostConfig(), path),
                $"the hook's configuration cannot be used: {exception.Message}; correct the file, or remove it for the defaults");
        }
    }
}
