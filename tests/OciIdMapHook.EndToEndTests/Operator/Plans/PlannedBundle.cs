using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Plans;

/// <summary>A bundle on the disk, to be planned for.</summary>
internal static class PlannedBundle
{
    /// <returns>Its folder.</returns>
    internal static async Task<string> WriteAsync(WorkFolder folder, Container container)
    {
        var bundle = folder.Folder("bundles", "planned");
        await File.WriteAllBytesAsync(Path.Combine(bundle, "config.json"), ConfigDocument.Of(container, bundle));
        return bundle;
    }

    /// <summary>Writes a configuration of the host.</summary>
    /// <returns>Its path.</returns>
    internal static async Task<string> WriteHostConfigAsync(WorkFolder folder, string json)
    {
        var path = Path.Combine(folder.FullPath, "host-config.json");
        await File.WriteAllTextAsync(path, json);
        return path;
    }
}
