using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Plots;
using OciIdMapHook.Benchmarks.Reports;

namespace OciIdMapHook.Benchmarks;

/// <summary>One run: measures, prints the tables, leaves the results.</summary>
internal static class BenchmarkRun
{
    private const int BarMissed = 3;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var machine = await Machine.ObserveAsync();
        var measured = await new MeasuringRun(new RunFolder(arguments.Work), arguments.Output).MeasureAsync();
        var plot = FilesPlot.Of(measured.Plotted);
        await File.WriteAllTextAsync(Path.Combine(arguments.Output, "files.svg"), plot);
        await Results.WriteAsync(Path.Combine(arguments.Output, "results.json"), machine, measured);

        var figures = $"{machine}:\n\n{Tables.OfRows(measured.Rows)}\n\n{Tables.OfImages(measured.Images)}";
        Console.WriteLine($"{figures}\n\n{measured.Managed}");
        if (arguments.UpdatesFigures)
            await UpdateFiguresAsync(machine, measured, figures, plot);
        return arguments.Checks && !measured.Rows.All(row => row.Holds) ? BarMissed : 0;
    }

    /// <summary>All of it in FIGURES.md; README.md has a few rows and the plot.</summary>
    private static async Task UpdateFiguresAsync(Machine machine, Measurements measured, string figures, string plot)
    {
        await File.WriteAllTextAsync(Measured.Plot, plot);
        await GeneratedPart.UpdateAsync(Measured.Figures, $"{figures}\n\n{PlotSeenFrom(Measured.Figures)}");
        await GeneratedPart.UpdateAsync(
            Measured.ReadMe, $"{machine}:\n\n{Tables.OfHeadlines(measured.Headlines)}\n\n{PlotSeenFrom(Measured.ReadMe)}");
    }

    private static string PlotSeenFrom(string document)
    {
        var link = Path.GetRelativePath(Path.GetDirectoryName(document)!, Measured.Plot);
        return $"![Time of the hook and of a chown by the number of files]({link})";
    }
}
