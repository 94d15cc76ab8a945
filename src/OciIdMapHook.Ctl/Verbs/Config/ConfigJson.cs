using System.Text.Json.Serialization;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>config</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EffectiveConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
