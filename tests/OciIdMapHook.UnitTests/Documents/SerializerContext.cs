using System.Text.Json.Serialization;
using OciIdMapHook.Documents;

namespace OciIdMapHook.UnitTests.Documents;

/// <summary>What System.Text.Json makes of the same records by itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OciState))]
[JsonSerializable(typeof(OciConfig))]
internal sealed partial class SerializerContext : JsonSerializerContext;
