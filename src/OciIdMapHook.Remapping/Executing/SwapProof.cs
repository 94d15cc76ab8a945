using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Proves, in the container's mount namespace, that the new root has taken the old one's place with all that was on it.
/// </summary>
internal static class SwapProof
{
    /// <exception cref="LinuxException">Something was mounted meanwhile, or the new root is not where it should be.</exception>
    internal static void Check(RemapPlan plan, ObservedContainer container, int newRootId)
    {
        var below = MountTable.Below(container.Init, container.Root);
        var stay = new HashSet<int> { plan.RootMountId };
        foreach (var submount in plan.HostSubmounts)
            stay.Add(submount.Mount.Id);

        MountEntry? newRoot = null;
        foreach (var mount in below)
        {
            if (mount.Id == newRootId)
                newRoot = mount.Describe();
            else if (stay.Contains(mount.ParentId) && !stay.Contains(mount.Id) && !plan.HiddenMounts.Contains(mount.Id))
                throw Changed(plan, $"{Printable.Text(mount.Describe()?.MountPoint ?? "something")} was mounted meanwhile");
        }

        if (newRoot?.MountPoint != plan.RootPath || (plan.Replacement is ReplacementRoot.IdmappedClone && !newRoot.IsIdmapped))
            throw Changed(plan, "the remounted root is not in the container's mount table");
        CheckFlags(plan, container, newRoot);
        if (plan.Replacement is ReplacementRoot.Overlay)
            CheckPaths(plan, below);
        if (plan.HostSubmounts.Count > 0)
            HostMountProof.Check(plan, CameAlong(plan, below, newRootId));
    }

    /// <summary>What other mounts hide stays behind, because no path leads to it. Paths are of another moment each, while
    /// somebody renames folders.</summary>
    /// <exception cref="LinuxException">A path leads to one of them.</exception>
    internal static void CheckHidden(RemapPlan plan, ObservedContainer container)
    {
        if (plan.HiddenMounts.Count == 0)
            return;

        var search = new MountSearch(container.Root, plan.RootPath, MountList.OfThisThread);
        foreach (var mount in container.Facts.Mounts)
        {
            using var found = plan.HiddenMounts.Contains(mount.Id) ? search.Find(mount) : null;
            if (found is not null)
                throw Changed(plan, $"{Printable.Text(mount.MountPoint)} looked hidden by another mount, and is not");
        }
    }

    /// <summary>Two paths of an overlay lead to one folder if its layers were changed between the two looks.</summary>
    private static void CheckPaths(RemapPlan plan, MountNode[] below)
    {
        foreach (var submount in plan.Submounts)
        {
            var path = $"{plan.RootPath}/{submount.RelativePath}";
            if (Array.Find(below, mount => mount.Id == submount.MountId)?.Describe()?.MountPoint != path)
                throw Changed(plan, $"another path than {Printable.Text(path)} leads to what was mounted there");
        }
    }

    private static void CheckFlags(RemapPlan plan, ObservedContainer container, MountEntry newRoot)
    {
        var oldRoot = container.Facts.Mounts.First(mount => mount.Id == plan.RootMountId);
        var lost = MountOptions.Parse(oldRoot.Options) & ~MountOptions.Parse(newRoot.Options) & HostMountProof.Protecting;
        if (lost != MountProperties.None)
            throw Changed(plan, $"the remounted root has lost a flag ({lost})");
    }

    /// <summary>What is below the new root and was not moved there.</summary>
    private static List<MountEntry> CameAlong(RemapPlan plan, MountNode[] below, int newRootId)
    {
        var moved = new HashSet<int>();
        foreach (var submount in plan.Submounts)
        {
            moved.Add(submount.MountId);
            moved.UnionWith(submount.StackedAbove);
        }

        var found = new List<MountEntry>();
        var parents = new HashSet<int> { newRootId };
        for (var before = -1; before < found.Count;)
        {
            before = found.Count;
            foreach (var mount in below)
            {
                if (!moved.Contains(mount.Id) && parents.Contains(mount.ParentId) && parents.Add(mount.Id))
                    found.Add(mount.Describe() ?? throw Changed(plan, "a mount of the host's is gone"));
            }
        }

        return found;
    }

    private static LinuxException Changed(RemapPlan plan, string what) =>
        new(Errno.None, $"remount of {plan.RootPath}", $"{what}: somebody else changes the container's mounts");
}
