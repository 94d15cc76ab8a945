using System.Text.Json.Serialization;

namespace OciIdMapHook.Documents;

/// <summary>Metadata for both documents: nothing is looked up by reflection, so that trimming can take the rest away.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    MaxDepth = OciDocuments.MaxDepth)]
[JsonSerializable(typeof(OciState))]
[JsonSerializable(typeof(OciConfig))]
internal sealed partial class OciJson : JsonSerializerContext;
