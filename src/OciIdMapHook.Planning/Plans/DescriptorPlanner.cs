using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Which descriptors of the init on the old root can be opened again on the new one.</summary>
internal static class DescriptorPlanner
{
    public static IReadOnlyList<ReopenedDescriptor> Plan(
        IReadOnlyList<DescriptorFact> descriptors, ShadowedPaths shadowed, out string? reason)
    {
        var reopened = new List<ReopenedDescriptor>(descriptors.Count);
        foreach (var descriptor in descriptors)
        {
            reason = FindObstacle(descriptor) ?? FindCover(descriptor, shadowed);
            if (reason is not null)
                return [];

            reopened.Add(ToReopened(descriptor));
        }

        reason = null;
        return reopened;
    }

    /// <param name="descriptors">Those on mounts below the root.</param>
    /// <param name="replaced">The mounts that copies take the place of.</param>
    /// <param name="mounts">The container's mount table.</param>
    /// <param name="rootPath">Where the rootfs is.</param>
    /// <param name="reason">Which of them could not follow.</param>
    public static IReadOnlyList<ReopenedDescriptor> PlanOnVolumes(
        IReadOnlyList<MountDescriptorFact> descriptors,
        IReadOnlySet<int> replaced,
        IReadOnlyList<MountEntry> mounts,
        string rootPath,
        out string? reason)
    {
        var reopened = new List<ReopenedDescriptor>();
        foreach (var held in descriptors.Where(held => replaced.Contains(held.MountId)))
        {
            reason = FindObstacle(held.Descriptor)
                ?? FindContradiction(held, mounts, rootPath)
                ?? FindCover(held, mounts, rootPath);
            if (reason is not null)
                return [];

            reopened.Add(ToReopened(held.Descriptor));
        }

        reason = null;
        return reopened;
    }

    private static ReopenedDescriptor ToReopened(DescriptorFact descriptor) => descriptor switch
    {
        DescriptorFact.Numbered fd => new ReopenedDescriptor.Numbered(fd.Number, fd.Flags, fd.RelativePath)
        {
            IsFile = !fd.IsDirectory,
        },
        _ => new ReopenedDescriptor.WorkingDirectory(descriptor.RelativePath),
    };

    /// <summary>Its path and that of its mount are of another moment each.</summary>
    private static string? FindContradiction(MountDescriptorFact held, IReadOnlyList<MountEntry> mounts, string rootPath)
    {
        var path = $"{rootPath.TrimEnd('/')}/{held.Descriptor.RelativePath}";
        var mount = mounts.FirstOrDefault(mount => mount.Id == held.MountId);
        return mount is null || VolumeChecks.IsWithin(path, mount.MountPoint)
            ? null
            : $"the container's init holds {Holder(held.Descriptor)} on {Show(held.Descriptor)}, which is not within its mount "
                + $"at {Printable.Text(mount.MountPoint)} by its path; folders of the rootfs were renamed meanwhile: create the "
                + "container again";
    }

    private static string? FindCover(MountDescriptorFact held, IReadOnlyList<MountEntry> mounts, string rootPath)
    {
        var path = $"{rootPath.TrimEnd('/')}/{held.Descriptor.RelativePath}/";
        var cover = mounts.FirstOrDefault(mount => mount.ParentId == held.MountId && mount.Id != held.MountId
            && path.StartsWith(mount.MountPoint.TrimEnd('/') + '/', StringComparison.Ordinal));
        return cover is null ? null : TellCover(held.Descriptor, cover.Id, cover.MountPoint);
    }

    private static string? FindObstacle(DescriptorFact descriptor) => descriptor switch
    {
        DescriptorFact.RootDirectory =>
            $"the container's init already has its root directory at {Show(descriptor)}, which cannot be moved to the "
            + "remounted rootfs; run the hook at the stage createRuntime or prestart, before the runtime changes root",
        DescriptorFact.Numbered { IsDirectory: false, IsPlaceOfFile: false } fd =>
            $"the container's init holds descriptor {fd.Number} open on {Show(fd)}, "
            + "which is no folder and would stay on the old rootfs; keep the runtime from passing files of the rootfs on",
        _ => null,
    };

    private static string? FindCover(DescriptorFact descriptor, ShadowedPaths shadowed) =>
        shadowed.FindOver(descriptor.RelativePath) is { } cover
            ? TellCover(descriptor, cover.MountId, cover.RelativePath)
            : null;

    private static string TellCover(DescriptorFact descriptor, int mountId, string path) =>
        $"the container's init holds {Holder(descriptor)} on {Show(descriptor)}, which mount {mountId} at {Printable.Text(path)} "
        + "now hides, so that it cannot be opened again on the remounted rootfs; keep the runtime from opening what it mounts "
        + "over";

    private static string Holder(DescriptorFact descriptor) =>
        descriptor is DescriptorFact.Numbered fd ? $"descriptor {fd.Number}" : "its working directory";

    private static string Show(DescriptorFact descriptor) =>
        descriptor.RelativePath.Length == 0 ? "the rootfs" : $"{Printable.Text(descriptor.RelativePath)} in the rootfs";
}
