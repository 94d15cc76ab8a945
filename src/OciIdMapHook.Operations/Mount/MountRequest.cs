using OciIdMapHook.Planning;

namespace OciIdMapHook.Operations;

/// <summary>An idmapped mount that is wanted.</summary>
/// <param name="Source">The folder or file whose owners are to be seen through the maps.</param>
/// <param name="Target">Where; a folder for a folder, a file for a file.</param>
/// <param name="Maps">Through which maps.</param>
/// <param name="IsRecursive">What is mounted below the source comes along, and through the same maps.</param>
/// <param name="IsReadOnly">Nothing can be written through the mount.</param>
public sealed record MountRequest(string Source, string Target, MountMaps Maps, bool IsRecursive, bool IsReadOnly);

/// <summary>Where the maps of a mount come from.</summary>
public abstract record MountMaps
{
    private protected MountMaps()
    {
    }

    /// <summary>Ids on disk in the first column, the ids they are seen as in the second (mount_setattr(2)).</summary>
    public sealed record Given(IdMap Uids, IdMap Gids) : MountMaps;

    /// <summary>Those of a user namespace that exists: /proc/PID/ns/user, or a file that one is bind-mounted on.</summary>
    public sealed record OfNamespace(string Path) : MountMaps;
}
