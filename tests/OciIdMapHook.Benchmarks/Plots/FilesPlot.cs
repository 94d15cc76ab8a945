using System.Globalization;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Reports;
using OciIdMapHook.Benchmarks.Scenarios;

namespace OciIdMapHook.Benchmarks.Plots;

/// <summary>How the hook's time and a chown's grow with the files of an image.</summary>
internal static class FilesPlot
{
    public static string Of(IReadOnlyList<ImageComparison> images) => new LogLogPlot(
        "Giving an image to a container's ids",
        "files in the image (log scale)",
        "time (log scale)",
        new Series("recursive chown of an overlay snapshot", "chown", Points(images, image => image.Chown)),
        new Series("idmapped mount (the hook)", "hook", Points(images, image => image.Hook)))
    {
        XLabel = files => files.ToString("N0", CultureInfo.InvariantCulture),
        YLabel = Figures.RoundTime,
    }.ToSvg();

    private static IReadOnlyList<(double X, double Y)> Points(
        IEnumerable<ImageComparison> images, Func<ImageComparison, Samples> samples) =>
        [.. images.Select(image => ((double)image.Image.Files, samples(image).Median))];
}
