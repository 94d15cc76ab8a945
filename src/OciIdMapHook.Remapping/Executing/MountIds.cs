using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>The unique ids of mounts that a plan names by the ids of the mount table, which the kernel gives away again at once.</summary>
/// <param name="mounts">The table that the plan was made from.</param>
internal sealed class MountIds(IReadOnlyList<MountEntry> mounts)
{
    /// <returns>Null where the kernel has no such ids, or the mount is not in the table.</returns>
    internal ulong? UniqueOf(int id)
    {
        for (var i = 0; i < mounts.Count; i++)
        {
            if (mounts[i].Id == id)
                return mounts[i].UniqueId;
        }

        return null;
    }
}
