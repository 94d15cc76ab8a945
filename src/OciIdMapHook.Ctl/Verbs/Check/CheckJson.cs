using System.Text.Json.Serialization;
using OciIdMapHook.Operations.Checks;

namespace OciIdMapHook.Ctl.Verbs.Check;

/// <summary>What <c>check</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
