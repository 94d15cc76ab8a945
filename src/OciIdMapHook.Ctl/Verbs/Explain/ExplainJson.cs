using System.Text.Json.Serialization;
using OciIdMapHook.Operations.Explaining;

namespace OciIdMapHook.Ctl.Verbs.Explain;

/// <summary>What <c>explain</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Explanation))]
internal sealed partial class ExplainJson : JsonSerializerContext;
