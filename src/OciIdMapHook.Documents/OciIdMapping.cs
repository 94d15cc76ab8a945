using System.Text.Json.Serialization;

namespace OciIdMapHook.Documents;

/// <summary>
/// One mapping as written in config.json. The numbers are wider than an id, so that a negative or too large one is
/// refused with a sentence about the mapping rather than about JSON. A missing number is 0, as in Go's reading.
/// </summary>
/// <remarks>OCI runtime-spec, config-linux.md, "User namespace mappings".</remarks>
public sealed record OciIdMapping
{
    [JsonPropertyName("containerID")]
    public long ContainerId { get; init; }

    [JsonPropertyName("hostID")]
    public long HostId { get; init; }

    public long Size { get; init; }
}
