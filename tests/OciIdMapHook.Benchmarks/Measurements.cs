using OciIdMapHook.Benchmarks.Rows;
using OciIdMapHook.Benchmarks.Scenarios;

namespace OciIdMapHook.Benchmarks;

/// <summary>All that one run measured.</summary>
internal sealed record Measurements
{
    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>The few of them that README.md shows.</summary>
    public required IReadOnlyList<Row> Headlines { get; init; }

    /// <summary>The images of the table.</summary>
    public required IReadOnlyList<ImageComparison> Images { get; init; }

    /// <summary>The images of the plot, by their number of files.</summary>
    public required IReadOnlyList<ImageComparison> Plotted { get; init; }

    /// <summary>BenchmarkDotNet's table.</summary>
    public required string Managed { get; init; }
}
