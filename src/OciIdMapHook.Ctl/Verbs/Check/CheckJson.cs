using System.Text.Json.Serialization;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>check</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
