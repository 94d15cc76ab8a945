using System.Text.Json.Serialization;
using OciIdMapHook.Operations.Mounting;

namespace OciIdMapHook.Ctl.Verbs.Mount;

/// <summary>What <c>mount</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdmappedMount))]
internal sealed partial class MountJson : JsonSerializerContext;
