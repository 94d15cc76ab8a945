using System.Diagnostics.CodeAnalysis;
using System.Text;
using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// A uid or gid map that the kernel accepts. Two maps are equal when they map the same ids to the same ids, however their
/// ranges are ordered or cut.
/// </summary>
/// <remarks>user_namespaces(7); map_write in the kernel's kernel/user_namespace.c.</remarks>
public sealed class IdMap : IEquatable<IdMap>
{
    private const int RangesInMessages = 3;

    private readonly IdRange[] ranges;
    private readonly IdRange[] canonical;

    private IdMap(IdRange[] ranges)
    {
        this.ranges = ranges;
        canonical = CanonicalRanges.Of(ranges);
    }

    /// <summary>The ranges in the order they were given.</summary>
    public IReadOnlyList<IdRange> Ranges => ranges;

    /// <summary>Every id the map holds is mapped to itself.</summary>
    public bool IsIdentity
    {
        get
        {
            foreach (var range in ranges)
            {
                if (range.ContainerId != range.HostId)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Makes a map of ranges in any order; <paramref name="kind"/>, <c>uid</c> or <c>gid</c>, names it in the
    /// reason.</summary>
    /// <returns>Whether the kernel would accept the map; if not, <paramref name="reason"/> is a sentence that says why.</returns>
    public static bool TryCreate(
        IReadOnlyList<IdRange> ranges,
        string kind,
        [NotNullWhen(true)] out IdMap? map,
        [NotNullWhen(false)] out string? reason)
    {
        var given = new IdRange[ranges.Count];
        for (var i = 0; i < given.Length; i++)
            given[i] = ranges[i];

        reason = IdMapRules.FindFault(given, kind);
        map = reason is null ? new IdMap(given) : null;
        return map is not null;
    }

    /// <inheritdoc cref="TryCreate(IReadOnlyList{IdRange}, string, out IdMap?, out string?)"/>
    public static bool TryCreate(
        IReadOnlyList<OciIdMapping> mappings,
        string kind,
        [NotNullWhen(true)] out IdMap? map,
        [NotNullWhen(false)] out string? reason)
    {
        map = null;
        OciIdMapping[] given = [.. mappings];
        reason = IdMapRules.FindFault(given, kind);
        return reason is null && TryCreate(
            Array.ConvertAll(given, m => new IdRange((uint)m.ContainerId, (uint)m.HostId, (uint)m.Size)),
            kind,
            out map,
            out reason);
    }

    public bool ContainsContainerId(uint id) => ToHost(id) is not null;

    public bool ContainsHostId(uint id) => ToContainer(id) is not null;

    /// <returns>The host's id for an id of the container, or null when it is not mapped.</returns>
    public uint? ToHost(uint containerId)
    {
        foreach (var range in ranges)
        {
            if (containerId >= range.ContainerId && containerId - range.ContainerId < range.Size)
                return range.HostId + (containerId - range.ContainerId);
        }

        return null;
    }

    /// <returns>The container's id for an id of the host, or null when none is mapped to it.</returns>
    public uint? ToContainer(uint hostId)
    {
        foreach (var range in ranges)
        {
            if (hostId >= range.HostId && hostId - range.HostId < range.Size)
                return range.ContainerId + (hostId - range.HostId);
        }

        return null;
    }

    /// <summary>The text for one write to <c>/proc/PID/uid_map</c> or <c>gid_map</c>: a line for each range, as short as they
    /// can be, in the order given. The kernel takes less than one page in that write.</summary>
    public string ToKernelText()
    {
        var text = new StringBuilder(ranges.Length * 24);
        foreach (var range in ranges)
            text.Append(range.ContainerId).Append(' ').Append(range.HostId).Append(' ').Append(range.Size).Append('\n');

        return text.ToString();
    }

    /// <returns><c>0:100000:65536,…</c> (container id, host id, size) for messages; the first few ranges only.</returns>
    public override string ToString()
    {
        var shown = IdMapRules.Show(ranges[0]);
        for (var i = 1; i < Math.Min(ranges.Length, RangesInMessages); i++)
            shown = string.Concat(shown, ",", IdMapRules.Show(ranges[i]));

        return ranges.Length <= RangesInMessages ? shown : $"{shown},… ({ranges.Length} ranges)";
    }

    public bool Equals(IdMap? other)
    {
        if (other?.canonical.Length != canonical.Length)
            return false;

        for (var i = 0; i < canonical.Length; i++)
        {
            if (canonical[i] != other.canonical[i])
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as IdMap);

    public override int GetHashCode() => (int)(canonical[0].HostId ^ canonical[^1].HostId);
}
