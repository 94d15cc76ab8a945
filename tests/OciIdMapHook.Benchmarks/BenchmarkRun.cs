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
        var measured = await new MeasuringRun(new WorkFolder(arguments.Work), arguments.Output).MeasureAsync();
        var plot = FilesPlot.Of(measured.Plotted);
        await File.WriteAllTextAsync(Path.Combine(arguments.Output, "files.svg"), plot);
        await Results.WriteAsync(Path.Combine(arguments.Output, "results.json"), machine, measured);

        var figures = $"{machine}:\n\n{Tables.OfRows(measured.Rows)}\n\n{Tables.OfImages(measured.Images)}";
        Console.WriteLine($"{figures}\n\n{measured.Managed}");
        if (arguments.UpdatesReadMe)
            await UpdateReadMeAsync(figures, plot);
        return arguments.Checks && !measured.Rows.All(row => row.Holds) ? BarMissed : 0;
    }

    private static async Task UpdateReadMeAsync(string figures, string plot)
    {
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, Repository.PlotInReadMe), plot);
        var image = $"![Time of the hook and of a chown by the number of files]({Repository.PlotInReadMe})";
        await ReadMe.UpdateAsync(Repository.ReadMe, $"{figures}\n\n{image}");
    }
}
