using System.Text.Json;
using System.Text.Json.Serialization;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;
using OciIdMapHook.Benchmarks.Scenarios;

namespace OciIdMapHook.Benchmarks.Reports;

/// <summary>Everything that was measured, with the spread: artifacts/bench/results.json.</summary>
internal sealed record Results(Machine Machine, IReadOnlyList<RowResult> Rows, IReadOnlyList<ImageResult> Images)
{
    public static async Task WriteAsync(string file, Machine machine, Measurements measured)
    {
        var results = new Results(
            machine,
            [.. measured.Rows.Select(RowResult.Of)],
            [.. measured.Images.Union(measured.Plotted).Select(ImageResult.Of)]);
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(results, ResultsJson.Default.Results));
    }
}

/// <summary>Nanoseconds, or bytes where the row's measure is a number of bytes.</summary>
internal sealed record Spread(int Samples, double P10, double Median, double P90)
{
    public static Spread Of(Samples samples) =>
        new(samples.Count, samples.Percentile(0.1), samples.Median, samples.Percentile(0.9));
}

internal sealed record RowResult(
    string What, Spread Ours, Spread? Yardstick, Measure Measure, double Figure, bool IsUpperBound, double Bar, double Aim,
    bool Holds, bool ReachesAim)
{
    public static RowResult Of(Row row) => new(
        row.What, Spread.Of(row.Ours), row.Yardstick is null ? null : Spread.Of(row.Yardstick), row.Bar.Measure, row.Figure,
        row.Bar.IsUpperBound, row.Bar.Limit, row.Bar.Aim, row.Holds, row.ReachesAim);
}

internal sealed record ImageResult(string Name, int Files, long Bytes, Spread Hook, Spread Chown)
{
    public static ImageResult Of(ImageComparison image) =>
        new(image.Image.Name, image.Image.Files, image.Image.Bytes, Spread.Of(image.Hook), Spread.Of(image.Chown));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Results))]
internal sealed partial class ResultsJson : JsonSerializerContext;
