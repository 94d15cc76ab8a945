using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Carries out a plan for volumes alone. Either they are idmapped afterwards, or the container is as it was, or its init is dead.
/// The calling thread is in the container's mount namespace afterwards and is to do nothing more there than end.
/// </summary>
public static class VolumeExecutor
{
    /// <returns>The plan as it was carried out: without the volumes that stay as they are because the kernel does not idmap
    /// them.</returns>
    /// <exception cref="LinuxException">A step failed, and nothing was changed.</exception>
    /// <exception cref="HalfDoneException">A step failed when something was changed, and the init was killed.</exception>
    /// <exception cref="TimeoutException">The init did not stop before the deadline; nothing was changed.</exception>
    public static VolumesPlan Execute(VolumesPlan plan, ObservedContainer container, Deadline deadline)
    {
        using var userNamespaces = new UserNamespaceCache(container, root: null, rootNamespace: null);
        using var tracee = plan.ReopenedDescriptors.Count == 0 ? null : Tracee.Hold(container.Init, deadline);
        using var files = tracee is null ? null : new RemoteFiles(tracee);
        var volumes = new VolumeRemap(plan, container, userNamespaces, files);

        Namespaces.EnterMountNamespace(container.MountNamespace);
        try
        {
            volumes.TryOut(container.Root);
            volumes.Replace(container.Root);
        }
        catch (Exception failure)
        {
            KillUnlessUntouched(volumes, container, failure);
            throw;
        }

        files?.Dispose();
        tracee?.Release();
        return volumes.Plan;
    }

    private static void KillUnlessUntouched(VolumeRemap volumes, ObservedContainer container, Exception failure)
    {
        try
        {
            volumes.ProveUntouched();
        }
        catch (LinuxException changed)
        {
            container.Init.PidFd.Kill();
            throw new HalfDoneException(failure, changed);
        }
    }
}
