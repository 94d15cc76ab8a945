using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Makes the plan for a rootfs that is to be remapped, or says what stands in its way.</summary>
internal static class RemapPlanner
{
    public static Decision Plan(
        ContainerFacts facts,
        IdMaps maps,
        MountEntry root,
        ReplacementRoot replacement,
        RootfsMode mode,
        HostMountPolicy hostMounts)
    {
        var host = facts.HostMounts is { } mounts
            ? new HostSubmountPlanner(mounts, facts.Identities, maps, mode, hostMounts)
            : null;
        var submounts = SubmountPlanner.Plan(facts.Mounts, root, facts.Root.Path, host, out var reason);
        reason ??= host?.FindObstacle();
        if (reason is not null)
            return new Decision.Refusal(reason, RefusalCause.Mounts);

        if (host?.Refusal is { } refusal)
            return new Decision.Refusal(refusal, RefusalCause.Owner);

        var shadowed = new ShadowedPaths(submounts);
        var warnings = new List<string>(host?.Warnings ?? []);
        var hidden = FindHidden(submounts, shadowed, warnings);
        var reopened = DescriptorPlanner.Plan(facts.Descriptors, shadowed, out reason);
        return reason is not null
            ? new Decision.Refusal(reason, RefusalCause.Mounts)
            : new Decision.Remap(new RemapPlan
            {
                Maps = maps,
                UserNamespace = facts.Config.Linux?.JoinsUserNamespace() is true
                    ? UserNamespaceSource.InitsOwn
                    : UserNamespaceSource.MadeFromMaps,
                RootPath = facts.Root.Path,
                RootMountId = root.Id,
                Replacement = replacement,
                Submounts = hidden.Count == 0 ? submounts : [.. submounts.Where(submount => !hidden.Contains(submount.MountId))],
                HiddenMounts = hidden,
                HostSubmounts = host?.Found ?? [],
                HostMountsLeftOut = host?.LeftOut ?? [],
                CopiedUp = CopiedTmpfsPlanner.Plan(facts, root, host?.Found ?? []),
                Warnings = warnings,
                ReopenedDescriptors = reopened,
            });
    }

    /// <summary>
    /// What another mount hides is found by no path, and cannot be moved; nobody sees it on the old root either.
    /// </summary>
    private static HashSet<int> FindHidden(IReadOnlyList<SubmountMove> submounts, ShadowedPaths shadowed, List<string> warnings)
    {
        var hidden = new HashSet<int>();
        foreach (var submount in submounts)
        {
            if (shadowed.FindAround(submount.RelativePath) is { } cover)
            {
                hidden.Add(submount.MountId);
                warnings.Add(
                    $"mount {submount.MountId} at {Printable.Text(submount.RelativePath)} in the rootfs is hidden by mount "
                    + $"{cover.MountId} at {Printable.Text(cover.RelativePath)} and stays behind; if it is to be seen, put the "
                    + "outer mount before the inner one in config.json");
            }
        }

        return hidden;
    }
}
