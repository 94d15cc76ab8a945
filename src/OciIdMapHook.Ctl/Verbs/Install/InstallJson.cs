using System.Text.Json.Serialization;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>install</c> and <c>uninstall</c> write with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InstallationSteps))]
internal sealed partial class InstallJson : JsonSerializerContext;
