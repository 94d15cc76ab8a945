using System.Text.Json.Nodes;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.HooksDirectory;

/// <summary>The hooks.d file of this repository, with the path of the hook as it was just built.</summary>
internal static class InstalledHookFile
{
    public static byte[] For(HookUse hook)
    {
        var file = JsonNode.Parse(File.ReadAllBytes(Repository.HooksDirectoryFile))!;
        file["hook"]!["path"] = hook.Executable;
        file["stages"] = new JsonArray([.. hook.Stages.Select(stage => JsonValue.Create(stage))]);
        return System.Text.Encoding.UTF8.GetBytes(file.ToJsonString());
    }
}
