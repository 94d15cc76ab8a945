using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Managed;
using OciIdMapHook.Benchmarks.Rows;
using OciIdMapHook.Benchmarks.Scenarios;

namespace OciIdMapHook.Benchmarks;

/// <summary>Measures everything, one after the other: nothing else is to run beside it.</summary>
internal sealed class MeasuringRun(RunFolder work, string output)
{
    private const int ChownRounds = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<Measurements> MeasureAsync()
    {
        // What takes a few milliseconds comes first: making images of many files, and freeing them, slows it down.
        var busyBox = await Image.BusyBoxAsync(work);
        await SettleAsync();
        var runtimes = new RuntimeRuns(work, busyBox);
        var descriptors = new Descriptors();
        await TakePartOf(runtimes, descriptors);
        var (hook, nothing, peak) = await MeasureHookAsync(busyBox);
        await TakePartOf(runtimes, descriptors);
        var roots = new RootSizes(work);
        Say("layers, mounts");
        var layers = await roots.MeasureLayersAsync(busyBox);
        var mounts = await roots.MeasureMountsAsync(busyBox);
        await TakePartOf(runtimes, descriptors);
        Say("making images");
        var images = await ImageSet.MakeAsync(work);
        await SettleAsync();
        Say("files");
        var files = await roots.MeasureFilesAsync(images.Growing[0], images.Largest);
        Say("managed parts");
        var managed = ManagedPartsRun.Run(output);
        await TakePartOf(runtimes, descriptors);
        // Chowns come last: they leave the disk busy.
        var comparisons = new ImageComparisons(work, ChownRounds);
        var plotted = await CompareAsync(comparisons, images.Growing);
        var others = await CompareAsync(comparisons, [busyBox, images.Debian]);
        var chown = plotted[^1].ToRow();
        return new Measurements
        {
            Rows = [.. hook, .. descriptors.Rows, files, chown, layers, mounts, .. runtimes.Rows, peak, Footprint.Measure()],
            Headlines = [hook[0], nothing, chown],
            Images = [.. others, plotted[^1]],
            Plotted = plotted,
            Managed = managed,
        };
    }

    private async Task<(IReadOnlyList<Row> Times, Row Nothing, Row Peak)> MeasureHookAsync(Image busyBox)
    {
        Say("whole hook");
        var hook = new WholeHook(work, busyBox);
        var (times, peak) = await hook.MeasureAsync();
        Say("hook with nothing to do");
        var nothing = await hook.MeasureNothingToDoAsync();
        Say("the second stage");
        return ([.. times, nothing, await hook.MeasureSecondStageAsync()], nothing, peak);
    }

    private static async Task TakePartOf(RuntimeRuns runtimes, Descriptors descriptors)
    {
        Say("runtimes");
        await runtimes.TakeOnePartAsync();
        Say("descriptors");
        await descriptors.TakeOnePartAsync();
    }

    private static async Task<IReadOnlyList<ImageComparison>> CompareAsync(
        ImageComparisons comparisons, IEnumerable<Image> images)
    {
        var compared = new List<ImageComparison>();
        foreach (var image in images)
        {
            Say($"chown and hook: {image.Name}");
            compared.Add(await comparisons.MeasureAsync(image));
        }

        return compared;
    }

    /// <summary>What was written before is on the disk: it would keep the kernel busy half a minute later.</summary>
    private static async Task SettleAsync()
    {
        await MeasuredCommand.ReadAsync("sync");
        await Task.Delay(Pause);
    }

    private static void Say(string what) => Console.Error.WriteLine($"measuring: {what}");
}
