using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Mounts of config.json that show a file or folder that is there already; any other makes a file system of its own.
/// </summary>
public static class BindMount
{
    public static bool IsBind(this OciMount mount) =>
        mount.Type == "bind" || mount.Options.Any(option => option is "bind" or "rbind");
}
