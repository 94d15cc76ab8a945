using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Whether the rootfs stands where it may be remounted.</summary>
internal static class RootChecks
{
    /// <returns>Why nothing can be remounted at or below the rootfs; null when it can, and <paramref name="root"/> is the mount
    /// there.</returns>
    public static string? FindObstacle(ContainerFacts facts, out MountEntry? root)
    {
        root = null;
        return CheckMountNamespace(facts) ?? FindRoot(facts, out root);
    }

    private static string? CheckMountNamespace(ContainerFacts facts)
    {
        if (facts.Init.SharesHookMountNamespace)
        {
            return "the container's init is in the hook's own mount namespace, where remounting "
                + $"{Printable.Text(facts.Root.Path)} would change that folder of the host; add a namespace of type mount to "
                + "linux.namespaces";
        }

        return facts.Config.Linux?.FindNamespace("mount")?.Path is { Length: > 0 } path
            ? $"the container joins the mount namespace {Printable.Text(path)}, where remounting the rootfs would change it for "
                + "all who are in it; give the container a mount namespace of its own (no path in linux.namespaces)"
            : null;
    }

    private static string? FindRoot(ContainerFacts facts, out MountEntry? root)
    {
        var path = Printable.Text(facts.Root.Path);
        root = null;
        if (!facts.Root.IsMountPoint)
        {
            return $"the rootfs {path} is not a mount point in the container's mount namespace, so that nothing can take its "
                + "place; run the hook at the stage createRuntime or prestart, when the runtime has mounted the rootfs";
        }

        root = facts.Mounts.FirstOrDefault(mount => mount.Id == facts.Root.MountId);
        return root is null
            ? $"the rootfs {path} is on mount {facts.Root.MountId}, which the container's mount table does not have; "
                + "something else changed the mounts meanwhile: create the container again"
            : null;
    }
}
