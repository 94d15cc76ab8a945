using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Which mounts must move for a whole tree of mounts to come under another root.</summary>
public static class TreePlanner
{
    /// <param name="mounts">The mounts below a root.</param>
    /// <param name="root">That root's own mount.</param>
    /// <param name="reason">Why they cannot be moved.</param>
    public static IReadOnlyList<SubmountMove> Plan(IReadOnlyList<MountEntry> mounts, MountEntry root, out string? reason) =>
        SubmountPlanner.Plan(mounts, root, root.MountPoint, host: null, out reason);
}
