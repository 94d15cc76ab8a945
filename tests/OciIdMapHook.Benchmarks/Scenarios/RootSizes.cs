using System.Globalization;
using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>What grows with the container: the files of its root, the layers of that, the mounts of the host.</summary>
internal sealed class RootSizes(RunFolder work)
{
    private const int WarmUps = 3;
    private const int Rounds = 150;

    /// <summary>Two per cent are to be told apart from what one start takes more than another.</summary>
    private const int RoundsOfFiles = 600;
    private const int Layers = 100;
    private const int FewMounts = 20;
    private const int ManyMounts = 1000;

    public async Task<Row> MeasureFilesAsync(Image few, Image many)
    {
        var times = await Interleaved.MeasureAsync(WarmUps, RoundsOfFiles, TimeOn(many), TimeOn(few));
        return Row.OursBy($"hook on a root of {many.Name} / of {few.Name}", times[0], times[1], Bars.ManyFiles);
    }

    public async Task<Row> MeasureLayersAsync(Image lowest)
    {
        var others = Enumerable.Range(1, Layers - 1).Select(MakeLayer).ToArray();
        var times = await Interleaved.MeasureAsync(
            WarmUps, Rounds, TimeOnOverlay([.. others, lowest.Folder]), TimeOnOverlay([lowest.Folder]));
        return Row.OursBy(
            string.Create(CultureInfo.InvariantCulture, $"overlay root of {Layers} layers / of 1 layer"),
            times[0], times[1], Bars.ManyLayers);
    }

    public async Task<Row> MeasureMountsAsync(Image image)
    {
        var already = MountsOfContainer();
        // They lie in a mount of their own.
        var others = Math.Max(0, FewMounts - already - 1);
        var few = others > 0 ? FewMounts : already;
        var times = await Interleaved.MeasureAsync(
            WarmUps, Rounds, TimeOn(image, ManyMounts - already - 1), TimeOn(image, others));
        return Row.OursBy(
            string.Create(CultureInfo.InvariantCulture, $"{ManyMounts:N0} mounts in the mount table / {few} mounts"),
            times[0], times[1], Bars.ManyMounts);
    }

    /// <summary>Its mount namespace is a copy of this process's.</summary>
    private static int MountsOfContainer() => File.ReadLines("/proc/self/mountinfo").Count() + MeasuredRun.MountsOfContainer;

    private Func<Task<double>> TimeOn(Image image, int? otherMounts = null)
    {
        var run = new MeasuredRun(Bundle.Create(work, image.Folder), Measured.Hook);
        if (otherMounts is { } count)
            run = run.With("--other-mounts", count.ToString(CultureInfo.InvariantCulture));
        return async () => (await run.RunAsync()).ThatIsRemapped().HookNanoseconds;
    }

    private Func<Task<double>> TimeOnOverlay(string[] layers) =>
        async () => (await OverlaySnapshot.RunOnceAsync(work, layers)).HookNanoseconds;

    private string MakeLayer(int number)
    {
        var layer = work.NewFolder();
        File.WriteAllText(Path.Combine(layer, $"of-layer-{number}"), "x");
        return layer;
    }
}
