using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Remapping;

/// <summary>Carries a plan out. Either the container has its idmapped root afterwards, or it is as it was, or its init is dead.</summary>
public static class RemapExecutor
{
    private const int LongestMountTable = 64 * 1024 * 1024;

    /// <exception cref="LinuxException">A step failed and everything was put back.</exception>
    /// <exception cref="HalfDoneException">A step failed, something could not be put back, and the init was killed.</exception>
    /// <exception cref="TimeoutException">The init did not stop before the deadline; nothing was changed.</exception>
    public static void Execute(RemapPlan plan, ObservedContainer container, Deadline deadline) =>
        DedicatedThread.Run(() => ExecuteOnThisThread(plan, container, deadline));

    private static void ExecuteOnThisThread(RemapPlan plan, ObservedContainer container, Deadline deadline)
    {
        using var made = plan.UserNamespace is UserNamespaceSource.MadeFromMaps
            ? UserNamespace.Create(plan.UidMap.ToKernelText(), plan.GidMap.ToKernelText())
            : null;

        // The init is held before anything is changed: a kernel that refuses ptrace is found out while there is nothing to undo.
        using var tracee = plan.Repointings.Count + plan.Volumes.Repointings.Count == 0 ? null : Tracee.Hold(container.Init, deadline);
        using var files = tracee is null ? null : new RemoteFiles(tracee);
        var repointing = files is null ? null : new InitRepointing(container.Init, files, plan.RootPath);

        Namespaces.EnterMountNamespace(container.MountNamespace);
        using var swap = RootSwap.Prepare(
            container.Root, made ?? container.UserNamespace, plan.RootPath, container.Facts.Root.FileSystemType);
        using var userNamespaces = new UserNamespaceCache(plan, made ?? container.UserNamespace);
        var volumes = new VolumeRemap(plan.Volumes, container, userNamespaces, files);
        try
        {
            volumes.TryOut(container.Root);
            swap.Carry(plan.Submounts);
            repointing?.Apply(plan.Repointings, swap.NewRootStatus.MountId);
            ProveComplete(plan, container, swap.NewRootStatus);
            volumes.Replace(swap.NewRoot);
        }
        catch (Exception failure)
        {
            PutBack(plan, container, swap, repointing, volumes, failure);
            throw;
        }

        files?.Dispose();
        tracee?.Release();
    }

    /// <summary>The rootfs path finds the new root, and nothing was mounted on the old one meanwhile.</summary>
    private static void ProveComplete(RemapPlan plan, ObservedContainer container, FileStatus newRoot)
    {
        var mounts = MountInfo.Parse(container.Init.Read("mountinfo", LongestMountTable));
        var left = mounts.FirstOrDefault(mount => mount.ParentId == plan.RootMountId && mount.Id != newRoot.MountId);
        if (left is not null)
            throw Changed(plan, $"{left.MountPoint} was mounted meanwhile");
        if (mounts.FirstOrDefault(mount => mount.Id == newRoot.MountId) is not { IsIdmapped: true } root
            || root.MountPoint != plan.RootPath)
            throw Changed(plan, "the idmapped root is not in the container's mount table");
    }

    private static LinuxException Changed(RemapPlan plan, string what) =>
        new(Errno.None, $"remount of {plan.RootPath}", $"{what}: somebody else changes the container's mounts");

    private static void PutBack(
        RemapPlan plan,
        ObservedContainer container,
        RootSwap swap,
        InitRepointing? repointing,
        VolumeRemap volumes,
        Exception failure)
    {
        try
        {
            volumes.ProveUntouched();
            swap.Undo();
            repointing?.Undo(plan.RootMountId);
        }
        catch (Exception undoFailure)
        {
            container.Init.PidFd.Kill();
            throw new HalfDoneException(failure, undoFailure);
        }
    }
}
