namespace OciIdMapHook.Documents;

/// <summary>What a run of the hook took, in microseconds; 0 for a step that it did not come to.</summary>
/// <param name="Read">The state and config.json, and the hook's own configuration.</param>
/// <param name="Observe">The container.</param>
/// <param name="Decide">From what was observed.</param>
/// <param name="Act">The remount.</param>
/// <param name="Total">From the hook's first line to its last but the record.</param>
public sealed record AuditTimes(long Read, long Observe, long Decide, long Act, long Total)
{
    internal static AuditTimes ReadFrom(ref DocumentReader json)
    {
        long read = 0, observe = 0, decide = 0, act = 0, total = 0;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("read"u8))
                read = json.Int64();
            else if (json.Is("observe"u8))
                observe = json.Int64();
            else if (json.Is("decide"u8))
                decide = json.Int64();
            else if (json.Is("act"u8))
                act = json.Int64();
            else if (json.Is("total"u8))
                total = json.Int64();
            else
                json.SkipMember();
        }

        return new AuditTimes(read, observe, decide, act, total);
    }

    internal void WriteTo(JsonLine json)
    {
        json.Begin('{');
        json.Member("read"u8, Read);
        json.Member("observe"u8, Observe);
        json.Member("decide"u8, Decide);
        json.Member("act"u8, Act);
        json.Member("total"u8, Total);
        json.End('}');
    }
}
