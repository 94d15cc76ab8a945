using System.Text.Json.Serialization;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>umount</c> writes with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Unmounted))]
internal sealed partial class UmountJson : JsonSerializerContext;
