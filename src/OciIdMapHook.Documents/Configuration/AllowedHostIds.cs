namespace OciIdMapHook.Documents;

/// <summary>The ids of the host that containers may be mapped to.</summary>
/// <param name="Uids">Null for any.</param>
/// <param name="Gids">Null for any.</param>
public sealed record AllowedHostIds(IReadOnlyList<HostIdRange>? Uids, IReadOnlyList<HostIdRange>? Gids)
{
    /// <summary>No id is forbidden.</summary>
    public static AllowedHostIds Any { get; } = new(null, null);

    internal static AllowedHostIds Read(ref DocumentReader json, List<string> given)
    {
        var allowed = Any;
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("uids"u8))
            {
                allowed = allowed with { Uids = json.ListOrFault(HostIdRange.Read) };
                given.Add("allowedHostIds.uids");
            }
            else if (json.Is("gids"u8))
            {
                allowed = allowed with { Gids = json.ListOrFault(HostIdRange.Read) };
                given.Add("allowedHostIds.gids");
            }
            else
            {
                throw json.UnknownMember("uids", "gids");
            }
        }

        return allowed;
    }
}
