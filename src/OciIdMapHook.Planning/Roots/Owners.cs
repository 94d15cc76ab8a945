namespace OciIdMapHook.Planning;

/// <summary>Whose ids an owner's are.</summary>
internal static class Owners
{
    /// <summary>Something has shifted the files already.</summary>
    public static bool AreOnHost(uint uid, uint gid, IdMapPair maps) =>
        maps.Uids.ContainsHostId(uid) && maps.Gids.ContainsHostId(gid);

    /// <summary>The files are to be seen through the maps.</summary>
    public static bool AreInContainer(uint uid, uint gid, IdMapPair maps) =>
        maps.Uids.ContainsContainerId(uid) && maps.Gids.ContainsContainerId(gid);

    /// <summary>Why nothing can be said, and the ways out; goes on after "… belongs to".</summary>
    public static string BelongToNeither(uint uid, uint gid, IdMapPair maps) =>
        $"uid {uid} and gid {gid}, which are neither both container ids nor both host ids of the maps uid {maps.Uids} and gid "
        + $"{maps.Gids} (container id:host id:size); chown it to 0:0, or set the annotation {RootfsModeAnnotation.Name} to always "
        + "(remap it) or never (leave it alone)";
}
