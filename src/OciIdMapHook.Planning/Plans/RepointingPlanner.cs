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
            {
                return [];
            }

            repointings.Add(pin switch
            {
                PinFact.Descriptor fd => new Repointing.Descriptor(fd.Number, fd.Flags, fd.RelativePath),
                _ => new Repointing.WorkingDirectory(pin.RelativePath),
            });
        }

        reason = null;
        return repointings;
    }

    private static string? FindObstacle(PinFact pin) => pin switch
    {
        PinFact.RootDirectory => $"the container's init already has its root directory at {Show(pin)}, which cannot be moved "
            + "to the remounted rootfs; run the hook at the stage createRuntime or prestart, before the runtime changes root",
        PinFact.Descriptor { IsDirectory: false } fd => $"the container's init holds descriptor {fd.Number} open on {Show(fd)}, "
            + "which is no folder and would stay on the old rootfs; keep the runtime from passing files of the rootfs on",
        _ => null,
    };

    private static string? FindCover(PinFact pin, Covers covers) => covers.FindOver(pin.RelativePath) is { } cover
        ? $"the container's init holds {Holder(pin)} on {Show(pin)}, which mount {cover.MountId} at "
            + $"{Printable.Text(cover.RelativePath)} now hides, so that it cannot be opened again on the remounted rootfs; keep "
            + "the runtime from opening what it mounts over"
        : null;

    private static string Holder(PinFact pin) =>
        pin is PinFact.Descriptor fd ? $"descriptor {fd.Number}" : "its working directory";

    private static string Show(PinFact pin) =>
        pin.RelativePath.Length == 0 ? "the rootfs" : $"{Printable.Text(pin.RelativePath)} in the rootfs";
}
