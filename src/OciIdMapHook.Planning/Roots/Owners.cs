using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whose ids an owner's are.</summary>
internal static class Owners
{
    /// <summary>One half is an id of the host's and cannot be one on disk, and the other half is nobody's either way.</summary>
    public static bool IsHalfShifted(Owner owner, IdMaps maps) =>
        (IsOnHostAlone(owner.Uid, maps.Uids) && IsNeither(owner.Gid, maps.Gids))
        || (IsOnHostAlone(owner.Gid, maps.Gids) && IsNeither(owner.Uid, maps.Uids));

    private static bool IsOnHostAlone(uint id, IdMap map) => map.ContainsHostId(id) && !map.ContainsContainerId(id);

    private static bool IsNeither(uint id, IdMap map) => !map.ContainsHostId(id) && !map.ContainsContainerId(id);

    /// <summary>Why nothing can be said, and the ways out; goes on after "… belongs to".</summary>
    public static string BelongToNeither(Owner owner, IdMaps maps) =>
        $"uid {owner.Uid} and gid {owner.Gid}, which are neither both container ids nor both host ids of the maps uid "
        + $"{maps.Uids} and gid {maps.Gids} (container id:host id:size): the uid is {Kind(owner.Uid, maps.Uids)}, the gid "
        + $"{Kind(owner.Gid, maps.Gids)}; chown -R it to {OnDisk(maps)}, or to {Shifted(maps)} to have it left alone, or set the "
        + $"annotation {RootfsModeAnnotation.Name} to always (remap it) or never (leave it alone)";

    /// <summary>Whom a rootfs belongs to that is to be seen through the maps.</summary>
    public static Owner OnDisk(IdMaps maps) => new(LowestOf(maps.Uids).ContainerId, LowestOf(maps.Gids).ContainerId);

    /// <summary>Whom a rootfs belongs to that is shifted.</summary>
    public static Owner Shifted(IdMaps maps) => new(LowestOf(maps.Uids).HostId, LowestOf(maps.Gids).HostId);

    private static string Kind(uint id, IdMap map) => (map.ContainsContainerId(id), map.ContainsHostId(id)) switch
    {
        (true, true) => "both",
        (true, false) => "a container id",
        (false, true) => "a host id",
        _ => "neither",
    };

    private static IdRange LowestOf(IdMap map)
    {
        var lowest = map.Ranges[0];
        foreach (var range in map.Ranges)
            lowest = range.ContainerId < lowest.ContainerId ? range : lowest;

        return lowest;
    }
}
