using System.Text.Json.Serialization;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>bench</c> writes with <c>--json</c>: times in milliseconds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OwnerBench))]
internal sealed partial class BenchJson : JsonSerializerContext;
