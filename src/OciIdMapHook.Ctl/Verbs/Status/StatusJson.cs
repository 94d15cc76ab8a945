using System.Text.Json.Serialization;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>status</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InstallationStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
