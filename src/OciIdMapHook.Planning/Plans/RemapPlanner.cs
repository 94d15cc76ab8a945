using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Makes the plan for a rootfs that is to be remapped, or says what stands in its way.</summary>
internal static class RemapPlanner
{
    public static Decision Plan(ContainerFacts facts, IdMapPair maps, MountEntry root, RootTwin twin, RootfsMode mode, HostMountPolicy hostMounts)
    {
        var host = facts.HostMounts is { } mounts ? new HostSubmountPlanner(mounts, facts.Identities, maps, mode, hostMounts) : null;
        var submounts = SubmountPlanner.Plan(facts.Mounts, root, facts.Root.Path, host, out var reason);
        reason ??= host?.FindObstacle();
        if (reason is not null)
        {
            return new Decision.Refusal(reason, RefusalCause.Mounts);
        }

        if (host?.Refusal is { } refusal)
        {
            return new Decision.Refusal(refusal, RefusalCause.Owner);
        }

        var covers = new Covers(submounts);
        var repointings = RepointingPlanner.Plan(facts.Pins, covers, out reason);
        reason ??= FindHiddenMount(submounts, covers);
        return reason is not null
            ? new Decision.Refusal(reason, RefusalCause.Mounts)
            : new Decision.Remap(new RemapPlan
            {
                UidMap = maps.Uids,
                GidMap = maps.Gids,
                UserNamespace = facts.Config.Linux!.JoinsUserNamespace()
                    ? UserNamespaceSource.InitsOwn
                    : UserNamespaceSource.MadeFromMaps,
                RootPath = facts.Root.Path,
                RootMountId = root.Id,
                Twin = twin,
                Submounts = submounts,
                HostSubmounts = host?.Found ?? [],
                HostMountsLeftOut = host?.LeftOut ?? [],
                Warnings = host?.Warnings ?? [],
                Repointings = repointings,
            });
    }

    private static string? FindHiddenMount(IReadOnlyList<SubmountMove> submounts, Covers covers)
    {
        foreach (var submount in submounts)
        {
            if (covers.FindAround(submount.RelativePath) is { } cover)
            {
                return $"mount {submount.MountId} at {Printable.Text(submount.RelativePath)} in the rootfs is hidden by mount "
                    + $"{cover.MountId} at {Printable.Text(cover.RelativePath)} and cannot be moved along; in config.json, put "
                    + "the outer mount before the inner one";
            }
        }

        return null;
    }
}
