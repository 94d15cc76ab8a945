using OciIdMapHook.Documents;

namespace OciIdMapHook.Planning;

/// <summary>Which of the things that the init holds on the old root can follow to the new one.</summary>
internal static class RepointingPlanner
{
    public static IReadOnlyList<Repointing> Plan(IReadOnlyList<PinFact> pins, Covers covers, out string? reason)
    {
        var repointings = new List<Repointing>(pins.Count);
        foreach (var pin in pins)
        {
            reason = FindObstacle(pin) ?? FindCover(pin, covers);
            if (reason is not null)
                return [];

            repointings.Add(ToRepointing(pin));
        }

        reason = null;
        return repointings;
    }

    /// <param name="pins">What the init holds on mounts below the root.</param>
    /// <param name="replaced">The mounts that copies take the place of.</param>
    /// <param name="mounts">The container's mount table.</param>
    /// <param name="rootPath">Where the rootfs is.</param>
    /// <param name="reason">Which of them could not follow.</param>
    public static IReadOnlyList<Repointing> PlanOnVolumes(
        IReadOnlyList<MountPinFact> pins,
        IReadOnlySet<int> replaced,
        IReadOnlyList<MountEntry> mounts,
        string rootPath,
        out string? reason)
    {
        var repointings = new List<Repointing>();
        foreach (var pin in pins.Where(pin => replaced.Contains(pin.MountId)))
        {
            reason = FindObstacle(pin.Pin) ?? FindContradiction(pin, mounts, rootPath) ?? FindCover(pin, mounts, rootPath);
            if (reason is not null)
                return [];

            repointings.Add(ToRepointing(pin.Pin));
        }

        reason = null;
        return repointings;
    }

    private static Repointing ToRepointing(PinFact pin) => pin switch
    {
        PinFact.Descriptor fd => new Repointing.Descriptor(fd.Number, fd.Flags, fd.RelativePath) { IsFile = !fd.IsDirectory },
        _ => new Repointing.WorkingDirectory(pin.RelativePath),
    };

    /// <summary>Its path and that of its mount are of another moment each.</summary>
    private static string? FindContradiction(MountPinFact pin, IReadOnlyList<MountEntry> mounts, string rootPath)
    {
        var path = $"{rootPath.TrimEnd('/')}/{pin.Pin.RelativePath}";
        var mount = mounts.FirstOrDefault(mount => mount.Id == pin.MountId);
        return mount is null || VolumeChecks.IsWithin(path, mount.MountPoint)
            ? null
            : $"the container's init holds {Holder(pin.Pin)} on {Show(pin.Pin)}, which is not within its mount at "
                + $"{Printable.Text(mount.MountPoint)} by its path; folders of the rootfs were renamed meanwhile: create the "
                + "container again";
    }

    private static string? FindCover(MountPinFact pin, IReadOnlyList<MountEntry> mounts, string rootPath)
    {
        var path = $"{rootPath.TrimEnd('/')}/{pin.Pin.RelativePath}/";
        var cover = mounts.FirstOrDefault(mount => mount.ParentId == pin.MountId && mount.Id != pin.MountId
            && path.StartsWith(mount.MountPoint.TrimEnd('/') + '/', StringComparison.Ordinal));
        return cover is null ? null : TellCover(pin.Pin, cover.Id, cover.MountPoint);
    }

    private static string? FindObstacle(PinFact pin) => pin switch
    {
        PinFact.RootDirectory => $"the container's init already has its root directory at {Show(pin)}, which cannot be moved "
            + "to the remounted rootfs; run the hook at the stage createRuntime or prestart, before the runtime changes root",
        PinFact.Descriptor { IsDirectory: false, IsPlaceOfFile: false } fd =>
            $"the container's init holds descriptor {fd.Number} open on {Show(fd)}, "
            + "which is no folder and would stay on the old rootfs; keep the runtime from passing files of the rootfs on",
        _ => null,
    };

    private static string? FindCover(PinFact pin, Covers covers) => covers.FindOver(pin.RelativePath) is { } cover
        ? TellCover(pin, cover.MountId, cover.RelativePath)
        : null;

    private static string TellCover(PinFact pin, int mountId, string path) =>
        $"the container's init holds {Holder(pin)} on {Show(pin)}, which mount {mountId} at {Printable.Text(path)} now hides, "
        + "so that it cannot be opened again on the remounted rootfs; keep the runtime from opening what it mounts over";

    private static string Holder(PinFact pin) =>
        pin is PinFact.Descriptor fd ? $"descriptor {fd.Number}" : "its working directory";

    private static string Show(PinFact pin) =>
        pin.RelativePath.Length == 0 ? "the rootfs" : $"{Printable.Text(pin.RelativePath)} in the rootfs";
}
