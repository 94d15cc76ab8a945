using System.Text.Json.Serialization;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>mount</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdmappedMount))]
internal sealed partial class MountJson : JsonSerializerContext;
