using OciIdMapHook.Documents;

namespace OciIdMapHook.Remapping;

/// <summary>
/// The mounts that a plan names by the ids of the mount table, which the kernel gives away again at once, with their unique ones.
/// </summary>
/// <param name="mounts">The table that the plan was made from.</param>
internal sealed class MountIds(IReadOnlyList<MountEntry> mounts)
{
    /// <exception cref="InvalidOperationException">The plan is of another table.</exception>
    internal MountEntry Find(int id)
    {
        for (var i = 0; i < mounts.Count; i++)
        {
            if (mounts[i].Id == id)
                return mounts[i];
        }

        throw new InvalidOperationException("a plan names a mount that is not in the table it was made from");
    }

    /// <returns>Null where the kernel has no such ids.</returns>
    internal ulong? UniqueOf(int id) => Find(id).UniqueId;
}
