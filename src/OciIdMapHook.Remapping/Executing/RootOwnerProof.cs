using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Proves that the root came to belong to the container.</summary>
/// <remarks>
/// The kernel maps the id on disk, which it counts in the user namespace that mounted the file system. The planner knows the
/// owner as the hook's user namespace sees it: another number where the file system is another container's. No call tells whose
/// it is.
/// </remarks>
internal static class RootOwnerProof
{
    /// <param name="plan">What was decided on the owner that was seen.</param>
    /// <param name="seen">The root before.</param>
    /// <param name="now">The root through the map.</param>
    /// <exception cref="LinuxException">The container has no id for the root's owner.</exception>
    internal static void Check(RemapPlan plan, RootFacts seen, FileStatus now)
    {
        if (plan.Maps.OwnOnHost(now.Owner()))
            return;

        if (plan.Replacement is ReplacementRoot.IdmappedClone { ReplacesMap: true })
        {
            throw new LinuxException(
                Errno.None,
                $"remount of {Printable.Text(plan.RootPath)}",
                $"it is idmapped with another map, which shows its root as {seen.Owner}, and through the container's own map "
                + "that belongs to none of the container's ids; mount it without a map, or with the container's (mount -o "
                + "X-mount.idmap=, oci-idmapctl mount --map)");
        }

        if (plan.Maps.OwnInContainer(seen.Owner))
        {
            throw new LinuxException(
                Errno.None,
                $"remount of {Printable.Text(plan.RootPath)}",
                $"its root belongs to {seen.Owner} as the hook sees it, but to none of the container's ids through the "
                + "map: another user namespace has mounted its file system and counts ids otherwise; mount it where the runtime "
                + "runs");
        }
    }
}
