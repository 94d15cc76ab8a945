using System.Text;
using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.HooksDirectory;

/// <summary>The hooks.d files of this repository, with the path of the hook as it was just built.</summary>
internal static class InstalledHookFile
{
    public static byte[] For(HookUse hook)
    {
        var file = Of(Shipped.HooksDirectoryFile, hook);
        file["stages"] = new JsonArray([.. hook.Stages.Select(stage => JsonValue.Create(stage))]);
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    /// <summary>The one for Podman's own stage.</summary>
    public static byte[] ForPrecreate(HookUse hook) =>
        Encoding.UTF8.GetBytes(Of(Shipped.PrecreateFile, hook).ToJsonString());

    private static JsonNode Of(string path, HookUse hook)
    {
        var file = JsonNode.Parse(File.ReadAllBytes(path))!;
        file["hook"]!["path"] = hook.Executable;
        return file;
    }
}
