using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether the ids that a container is mapped to are among those that the host's configuration allows.</summary>
internal static class AllowedIds
{
    /// <returns>Why the container must not start, and what to do; null when it may.</returns>
    /// <remarks>
    /// The maps are the init's own, which the kernel enforces, whatever config.json says. Where nobody has the privilege to map
    /// to any id nothing is asked: an engine without it maps its user's own and subordinate ids only (newuidmap(1)).
    /// </remarks>
    public static Decision.Refusal? Check(HostPolicy policy, InitFacts init)
    {
        if (!policy.RestrictsIds || !init.MayBeMappedToAnyId || init.SharesHookUserNamespace)
            return null;
        var allowed = policy.Config.AllowedHostIds;
        return (Check(init.UidMap, allowed.Uids, "uid", policy.Source)
            ?? Check(init.GidMap, allowed.Gids, "gid", policy.Source)) is { } reason
            ? new Decision.Refusal(reason, RefusalCause.Policy)
            : null;
    }

    private static string? Check(IReadOnlyList<IdRange> map, IReadOnlyList<HostIdRange>? allowed, string kind, string source)
    {
        if (allowed is null)
            return null;

        foreach (var range in map)
        {
            if (range.Size > 0 && FirstOutside(range, allowed) is { } outside)
            {
                return $"the container's {kind}s {IdMapRules.Show(range)} (container id:host id:size) reach the host's "
                    + $"{kind} {outside}, which is not among the allowedHostIds.{kind}s {Show(allowed)} of "
                    + $"{Printable.Text(source)}; map the container to ids of those, or allow the range there";
            }
        }

        return null;
    }

    /// <summary>The lowest host id of a range that no allowed range has.</summary>
    private static uint? FirstOutside(IdRange range, IReadOnlyList<HostIdRange> allowed)
    {
        var next = (long)range.HostId;
        var end = next + range.Size;
        var before = -1L;
        while (next < end && next != before)
        {
            before = next;
            foreach (var one in allowed)
            {
                if (one.First <= next && next <= one.Last)
                    next = one.Last + 1L;
            }
        }

        return next < end ? (uint)next : null;
    }

    private static string Show(IReadOnlyList<HostIdRange> allowed)
    {
        var shown = allowed.Count == 0 ? "(none)" : allowed[0].ToString();
        for (var i = 1; i < allowed.Count; i++)
            shown = string.Concat(shown, ", ", allowed[i].ToString());
        return shown;
    }
}
