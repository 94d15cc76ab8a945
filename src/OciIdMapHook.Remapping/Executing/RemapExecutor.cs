using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>
/// Carries a plan out. Either the container has its idmapped root afterwards, or it is as it was, or its init is dead.
/// </summary>
public static class RemapExecutor
{
    /// <summary>
    /// Works on the calling thread, which is in the container's mount namespace afterwards and is to do nothing more there than
    /// end: no path means what it meant before.
    /// </summary>
    /// <returns>What it came to.</returns>
    /// <exception cref="LinuxException">A step failed and everything was put back.</exception>
    /// <exception cref="HalfDoneException">A step failed, something could not be put back, and the init was killed.</exception>
    /// <exception cref="TimeoutException">The init did not stop before the deadline; nothing was changed.</exception>
    public static RemapResult Execute(RemapPlan plan, ObservedContainer container, Deadline deadline)
    {
        var warnings = new List<string>(plan.Warnings);
        var hostSubmounts = new List<HostSubmount>(plan.HostSubmounts);
        if (Execute(plan, container, deadline, warnings, hostSubmounts) is not { } volumes)
        {
            Namespaces.EnterMountNamespace(container.OwnMountNamespace);
            return new RemapResult.NeedsHostMounts();
        }

        for (var i = plan.Volumes.Warnings.Count; i < volumes.Warnings.Count; i++)
            warnings.Add(volumes.Warnings[i]);
        return new RemapResult.Done(plan with { Warnings = warnings, HostSubmounts = hostSubmounts, Volumes = volumes });
    }

    /// <returns>Null where the root has locked mounts below it that nobody had looked for.</returns>
    private static VolumesPlan? Execute(
        RemapPlan plan, ObservedContainer container, Deadline deadline, List<string> warnings, List<HostSubmount> hostSubmounts)
    {
        using var made = plan.UserNamespace is UserNamespaceSource.MadeFromMaps ? TryMakeUserNamespace(plan) : null;

        // The init is held before anything is changed: a kernel that refuses ptrace is found out while there is nothing to undo.
        using var tracee = plan.ReopenedDescriptors.Count + plan.Volumes.ReopenedDescriptors.Count == 0
            ? null
            : Tracee.Hold(container.Init, deadline);
        using var files = tracee is null ? null : new RemoteFiles(tracee);
        var reopening = files is null ? null : new DescriptorReopening(
            container.Init, files, plan.RootPath, isOneFileSystem: plan.Replacement is ReplacementRoot.IdmappedClone);

        var userNamespace = made ?? container.UserNamespace;
        using var composed = plan.Replacement is ReplacementRoot.Overlay overlay
            ? Compose(overlay, plan, container, userNamespace)
            : null;
        using var userNamespaces = new UserNamespaceCache(container, plan, userNamespace);
        if (MakeReplacement(plan, container, composed?.Mount, userNamespace, warnings, hostSubmounts) is not { } replacement)
            return null;
        using var swap = new RootSwap(container.Root, replacement, plan, new MountIds(container.Facts.Mounts));
        RootOwnerProof.Check(plan, container.Facts.Root, swap.NewRootStatus);
        var volumes = new VolumeRemap(plan.Volumes, container, userNamespaces, files);
        LinuxException? locked;
        try
        {
            volumes.TryOut(container.Root);
            new CopyOwners(plan, container, swap.NewRoot, deadline).PutRight();
            SwapProof.CheckHidden(plan, container);
            locked = Carry(swap, plan.Submounts, container.Facts);
            if (locked is null)
            {
                reopening?.Apply(plan.ReopenedDescriptors, swap.NewRoot, swap.NewRootStatus.MountId);
                SwapProof.Check(plan, container, swap.NewRootStatus.MountId);
                volumes.Replace(swap.NewRoot);
            }
        }
        catch (Exception failure)
        {
            PutBack(container, swap, reopening, volumes, failure);
            throw;
        }

        if (locked is not null)
        {
            PutBack(container, swap, reopening, volumes, locked);
            return null;
        }

        composed?.Keep();
        files?.Dispose();
        tracee?.Release();
        return volumes.Plan;
    }

    /// <returns>Why a mount cannot be moved; null where all were. A plain root would not have been cloned with locked mounts on
    /// it; an overlay is not cloned, so that they are found here.</returns>
    private static LinuxException? Carry(RootSwap swap, IReadOnlyList<SubmountMove> submounts, ContainerFacts facts)
    {
        try
        {
            swap.Carry(submounts);
            return null;
        }
        catch (LinuxException failure) when (failure.Errno == Errno.EINVAL && facts.HostMounts is null)
        {
            return failure;
        }
    }

    /// <returns>Null where ptrace is forbidden. The init's own serves then: the plan's maps are read from it.</returns>
    private static FileDescriptor? TryMakeUserNamespace(RemapPlan plan)
    {
        try
        {
            return UserNamespace.CreateWithHelpers(plan.Maps.Uids.ToKernelText(), plan.Maps.Gids.ToKernelText());
        }
        catch (PtraceForbiddenException)
        {
            return null;
        }
    }

    private static ComposedOverlay Compose(
        ReplacementRoot.Overlay overlay, RemapPlan plan, ObservedContainer container, FileDescriptor userNamespace)
    {
        var composer = new OverlayComposer(
            userNamespace,
            plan.Maps.Uids.ToHost(0),
            plan.Maps.Gids.ToHost(0),
            new OverlayFallback(),
            container.Facts.State.Id,
            OverlayOwnerProof.For(plan, overlay));
        return composer.Compose(overlay, container.Root, plan.RootPath);
    }

    /// <summary>
    /// The idmapped replacement of the root, detached: nothing that exists has changed yet. The thread is in the container then.
    /// </summary>
    /// <returns>Null where the root has locked mounts below it that nobody had looked for.</returns>
    private static FileDescriptor? MakeReplacement(
        RemapPlan plan, ObservedContainer container, FileDescriptor? composed, FileDescriptor userNamespace,
        List<string> warnings,
        List<HostSubmount> hostSubmounts)
    {
        if (plan.HostSubmounts.Count > 0)
        {
            using var tree = container.HostTree!;
            container.HostRoot?.Dispose(); // few descriptors are to do
            var host = new HostReplacement(tree, userNamespace, plan);
            var replacement = host.Build(container.Facts.Mounts.First(mount => mount.Id == plan.RootMountId), composed);
            warnings.AddRange(host.Warnings);
            for (var i = 0; i < hostSubmounts.Count; i++)
            {
                hostSubmounts[i] =
                    hostSubmounts[i] with { IsMapped = hostSubmounts[i].IsMapped && !host.IsLeftAsItIs(hostSubmounts[i]) };
            }
            Namespaces.EnterMountNamespace(container.MountNamespace);
            return replacement;
        }

        Namespaces.EnterMountNamespace(container.MountNamespace);
        return composed ?? CopyRoot(plan, container, userNamespace);
    }

    private static FileDescriptor? CopyRoot(RemapPlan plan, ObservedContainer container, FileDescriptor userNamespace)
    {
        try
        {
            return IdmappedCopy.Of(container.Root, plan, userNamespace, container.Facts.Root.FileSystemType);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.EINVAL && exception is not UnmappableFileSystemException
            && container.Facts.HostMounts is null)
        {
            return null;
        }
    }

    private static void PutBack(
        ObservedContainer container,
        RootSwap swap,
        DescriptorReopening? reopening,
        VolumeRemap volumes,
        Exception failure)
    {
        try
        {
            volumes.ProveUntouched();
            swap.Undo();
            reopening?.Undo(container.Root, container.Facts.Root.MountId);
        }
        catch (Exception undoFailure)
        {
            container.Init.PidFd.Kill();
            throw new HalfDoneException(failure, undoFailure);
        }
    }
}
