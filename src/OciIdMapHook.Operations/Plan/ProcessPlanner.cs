using OciIdMapHook.Documents;
using OciIdMapHook.Linux;
using OciIdMapHook.Planning;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Operations;

/// <summary>Says what the hook would do to a container whose init is there. It is looked at as the hook looks at it: nothing is
/// changed, and the init is not stopped.</summary>
public static class ProcessPlanner
{
    private const string HooksHaveRun =
        "the container's hooks have run, and it is not changed any more: this is what would become of it if it were created "
        + "again, with the mounts and masks that it has now";

    /// <param name="bundleFolder">The folder with config.json.</param>
    /// <param name="pid">The container's init.</param>
    /// <param name="policy">The host's.</param>
    /// <param name="walk">Counts files of the host's ids; null for no count.</param>
    /// <exception cref="DocumentException">There is no config.json, or it is none.</exception>
    /// <exception cref="LinuxException">The process is gone, or may not be looked at.</exception>
    public static ContainerPlan Plan(string bundleFolder, int pid, HostPolicy policy, ShiftedFilesWalk? walk = null)
    {
        var state = BundlePlanner.StateOf(bundleFolder, pid);
        var bundle = BundleReader.Read(state);
        using var init = ProcessFolder.Open(pid);
        var outline = new ContainerPlan
        {
            Bundle = state.Bundle,
            Pid = pid,
            Stage = ContainerStage.BeingCreated,
            Outcome = PlanOutcome.NothingToDo,
            Reason = string.Empty,
        };
        if (init.IsWithinReach && IsInItsRoot(init, bundle.RootPath(state)))
        {
            state = state with { Root = "/" };
            outline = outline with { Stage = ContainerStage.Created, Unknown = [HooksHaveRun] };
        }

        if (BundlePlanner.PlanFromDocuments(state, bundle, policy, outline) is { } early)
            return early;

        try
        {
            return init.IsWithinReach
                ? Plan(state, bundle, init, policy, outline, walk)
                : PlanFromOutside(ObserverWithoutPtraceAccess.Observe(state, bundle, init), policy, outline);
        }
        catch (LinuxException exception) when (!init.PidFd.HasEnded)
        {
            return outline with { Outcome = PlanOutcome.Refused, Reason = exception.Message };
        }
    }

    private static ContainerPlan Plan(
        OciState state, Bundle bundle, ProcessFolder init, HostPolicy policy, ContainerPlan outline, ShiftedFilesWalk? walk)
    {
        using var container = ObserveWithHostMounts(state, bundle, init, policy);

        // What a program holds on its own root is no obstacle for the next container of the same bundle.
        var facts = outline.Stage is ContainerStage.Created
            ? container.Facts with { Descriptors = [], VolumeDescriptors = [] }
            : container.Facts;
        var decision = DecisionMaker.Decide(facts, policy);
        (decision, var fault) = IdMapProbe.Of(decision, facts, bundle, container.HostRoot, policy);
        var plan = PlanReport.AfterProbe(PlanReport.Of(decision, facts, outline), decision, facts, fault, policy);
        return RootNotes.AddTo(plan, decision, container.HostRoot, walk);
    }

    private static ContainerPlan PlanFromOutside(ContainerFacts facts, HostPolicy policy, ContainerPlan outline) =>
        PlanReport.Of(DecisionMaker.Decide(facts, policy), facts, outline);

    /// <summary>
    /// The hook looks at the host's mounts only when one of them is in its way; to look at once comes to the same plan.
    /// </summary>
    private static ObservedContainer ObserveWithHostMounts(OciState state, Bundle bundle, ProcessFolder init, HostPolicy policy)
    {
        try
        {
            return ContainerObserver.Observe(state, bundle, init, policy, withHostMounts: true);
        }
        catch (LinuxException exception) when (exception.Errno == Errno.None && !init.PidFd.HasEnded)
        {
            // The host has the rootfs at no path that is known, as with a root that was swapped.
            return ContainerObserver.Observe(state, bundle, init, policy, withHostMounts: false);
        }
    }

    /// <summary>The runtime has made the rootfs the init's root directory: no path of the host leads anywhere there.</summary>
    private static bool IsInItsRoot(ProcessFolder init, string rootPath)
    {
        using var initRoot = init.OpenFile("root", OpenFlags.Path | OpenFlags.Directory);
        try
        {
            using var found = Files.OpenAt2(
                initRoot, rootPath, OpenFlags.Path | OpenFlags.Directory, PathResolution.InRoot | PathResolution.NoMagicLinks);
            return false;
        }
        catch (LinuxException exception) when (exception.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return Files.Status(initRoot).IsMountRoot
                && !init.StatusOf("root").IsSameFileAs(Files.Status(FileDescriptor.WorkingDirectory, "/"));
        }
    }
}
