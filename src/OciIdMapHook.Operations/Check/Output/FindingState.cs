using System.Text.Json.Serialization;

namespace OciIdMapHook.Operations;

/// <summary>How what was looked at is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingState>))]
public enum FindingState
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The hook does its work, but something about it should be known or mended.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Containers are refused, or start without the hook.</summary>
    [JsonStringEnumMemberName("problem")]
    Problem,

    /// <summary>It could not be found out.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
