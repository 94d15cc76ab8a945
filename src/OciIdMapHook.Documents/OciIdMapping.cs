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

    internal static OciIdMapping Read(ref DocumentReader json)
    {
        long containerId = 0, hostId = 0, size = 0;
        var members = new KnownMembers("containerID hostID size"u8);
        json.EnterObject(ref members);
        while (json.NextMember())
        {
            if (json.Is(ref members, "containerID"u8))
                containerId = json.Int64IfAny();
            else if (json.Is(ref members, "hostID"u8))
                hostId = json.Int64IfAny();
            else if (json.Is(ref members, "size"u8))
                size = json.Int64IfAny();
            else
                json.SkipMember(ref members);
        }

        return new OciIdMapping { ContainerId = containerId, HostId = hostId, Size = size };
    }
}
