using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Proves that the host's mounts have all come along, and none of them without a flag that it or the container's copy had.
/// </summary>
internal static class HostMountProof
{
    internal const MountProperties Protecting = MountProperties.ReadOnly | MountProperties.NoSuid | MountProperties.NoDev
        | MountProperties.NoExec | MountProperties.NoSymFollow;

    /// <param name="plan">What was to be made.</param>
    /// <param name="found">The mounts of the host's below the root that was made.</param>
    /// <exception cref="LinuxException">One is missing, is one too many or has lost a flag.</exception>
    internal static void Check(RemapPlan plan, IReadOnlyList<MountEntry> found)
    {
        var left = new List<MountEntry>(found);
        foreach (var submount in plan.HostSubmounts)
        {
            var flags = FlagsOf(submount) & Protecting;
            var index = left.FindIndex(mount =>
                mount.Device == submount.Original.Device && (MountOptions.Parse(mount.Options) & Protecting) == flags);
            if (index < 0)
                throw Changed(plan);
            left.RemoveAt(index);
        }

        if (left.Count > 0)
            throw Changed(plan);
    }

    private static LinuxException Changed(RemapPlan plan) => new(
        Errno.None,
        $"remount of {plan.RootPath}",
        "the host's mounts in it would not all be there with the flags that they had: somebody else changes the container's "
        + "mounts or the host's");

    /// <summary>Of a covered one there is no descriptor to set flags by: it has the host's own.</summary>
    private static MountProperties FlagsOf(HostSubmount submount)
    {
        var own = MountOptions.Parse(submount.Original.Options);
        return submount.IsCovered ? own : own | MountOptions.Parse(submount.Mount.Options);
    }
}
