using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>
/// Which tmpfs mounts hold copies of the rootfs's files. The runtime saw those files as the container's root does, to whom they
/// belonged to nobody, and gave the copies to the overflow id.
/// </summary>
internal static class CopiedTmpfsPlanner
{
    /// <param name="facts">What was seen.</param>
    /// <param name="root">The root mount.</param>
    /// <param name="hostMounts">The host's mounts below it, which become part of the new root.</param>
    public static IReadOnlyList<CopiedTmpfs> Plan(ContainerFacts facts, MountEntry root, IReadOnlyList<HostSubmount> hostMounts)
    {
        if (facts.CopiedUp.Count == 0)
            return [];

        var origins = new HashSet<int> { root.Id };
        foreach (var submount in hostMounts)
            origins.Add(submount.Mount.Id);

        var found = new List<CopiedTmpfs>();
        foreach (var id in facts.CopiedUp)
        {
            // A copy of a copy has the same names as the rootfs; what lies on another volume was copied from there, and is right.
            if (Find(facts.Mounts, id) is { FileSystemType: "tmpfs" } mount && origins.Contains(mount.ParentId)
                && SubmountPlanner.RelativePath(mount, facts.Root.Path) is { } path && origins.Add(id))
            {
                found.Add(new CopiedTmpfs(id, path));
            }
        }

        return found;
    }

    private static MountEntry? Find(IReadOnlyList<MountEntry> mounts, int id)
    {
        foreach (var mount in mounts)
        {
            if (mount.Id == id)
                return mount;
        }

        return null;
    }
}
