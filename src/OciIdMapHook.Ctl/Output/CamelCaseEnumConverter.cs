using System.Text.Json;
using System.Text.Json.Serialization;

namespace OciIdMapHook.Ctl;

/// <summary>Names of an enumeration as JSON has names: <c>notCreated</c>.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
