using System.Text.Json.Serialization;

namespace OciIdMapHook.Benchmarks.Containers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BundleConfig))]
internal sealed partial class BundleJson : JsonSerializerContext;
