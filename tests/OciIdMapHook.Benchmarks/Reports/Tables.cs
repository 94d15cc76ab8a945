using System.Globalization;
using OciIdMapHook.Benchmarks.Rows;
using OciIdMapHook.Benchmarks.Scenarios;

namespace OciIdMapHook.Benchmarks.Reports;

internal static class Tables
{
    public static string OfRows(IEnumerable<Row> rows) => MarkdownTable.Of(
        ["what", "ours", "yardstick", "ratio", "bar", "aim", "holds"],
        rows.Select(row => (string[])
        [
            row.What,
            Figures.Median(row.Ours, row.Bar.Measure),
            Figures.Median(row.Yardstick, row.Bar.Measure),
            Figures.Compared(row),
            Figures.Bound(row.Bar, row.Bar.Limit),
            Figures.Bound(row.Bar, row.Bar.Aim),
            (row.Holds, row.ReachesAim) switch { (_, true) => "aim", (true, _) => "yes", _ => "NO" },
        ]));

    /// <summary>Without the bars.</summary>
    public static string OfHeadlines(IEnumerable<Row> rows) => MarkdownTable.Of(
        ["what", "ours", "yardstick", "ratio"],
        rows.Select(row => (string[])
        [
            row.What,
            Figures.Median(row.Ours, row.Bar.Measure),
            Figures.Median(row.Yardstick, row.Bar.Measure),
            Figures.Compared(row),
        ]));

    public static string OfImages(IEnumerable<ImageComparison> images) => MarkdownTable.Of(
        ["image", "files", "size", "idmapped mount (the hook)", "recursive chown"],
        images.Select(image => (string[])
        [
            image.Image.Name,
            image.Image.Files.ToString("N0", CultureInfo.InvariantCulture),
            Figures.Mebibytes(image.Image.Bytes),
            Figures.Time(image.Hook.Median),
            Figures.Time(image.Chown.Median),
        ]));
}
