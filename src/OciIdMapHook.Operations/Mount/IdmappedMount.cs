namespace OciIdMapHook.Operations;

/// <summary>A mount that was made.</summary>
/// <param name="Source">What is mounted, without links.</param>
/// <param name="Target">Where, without links.</param>
/// <param name="FileSystem">The source's file system.</param>
/// <param name="OwnerOnDisk">The source's <c>uid:gid</c> without the mount.</param>
/// <param name="OwnerSeen">The same through it; 65534 where the map has no id for it.</param>
/// <param name="Mounts">How many mounts it is made of.</param>
/// <param name="IsReadOnly">Nothing can be written through it.</param>
public sealed record IdmappedMount(
    string Source, string Target, string FileSystem, string OwnerOnDisk, string OwnerSeen, int Mounts, bool IsReadOnly)
{
    /// <summary>The owner has no id in the map, so that it is nobody's.</summary>
    public bool OwnerIsUnmapped => OwnerSeen.Split(':').Contains("65534") && OwnerOnDisk != OwnerSeen;
}
