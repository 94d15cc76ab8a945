using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary>A measurement for people: a bar while it runs, on a terminal, and a table at its end.</summary>
internal static class BenchView
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>On standard error, where no program that reads the output finds it; nothing where that is no terminal.</summary>
    internal static T WithProgress<T>(Printer printer, Func<Action<BenchProgress>, T> run)
    {
        if (!printer.IsTerminal || Console.IsErrorRedirected)
            return run(_ => { });

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return screen.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask("bench");
            return run(progress =>
            {
                task.Description = progress.Total > 0 || progress.Done == 0
                    ? progress.Step
                    : string.Create(CultureInfo.InvariantCulture, $"{progress.Step}: {progress.Done:N0}");
                task.IsIndeterminate = progress.Total == 0;
                task.MaxValue = Math.Max(progress.Total, 1);
                task.Value = progress.Done;
            });
        });
    }

    internal static void Show(OwnerBench bench, Printer printer, IAnsiConsole screen)
    {
        screen.Write(Properties.Of(
            ("rootfs", $"{Printable.Text(bench.Rootfs)} ({bench.FileSystem})"),
            ("holds", string.Create(CultureInfo.InvariantCulture, $"{bench.Files:N0} files, {Size(bench.Bytes)}")),
            ("measured", bench.Idmap.Samples.Count == 1 ? "once each" : $"{bench.Idmap.Samples.Count} times each")));
        screen.WriteLine();
        var table = printer.Table("what", "median", "least", "most", "ratio");
        AddRow(table, "idmapped mount", bench.Idmap, "1", Color.Green);
        if (bench.Chown is { } chown)
        {
            AddRow(
                table, "recursive chown", chown, bench.Ratio!.Value.ToString("N0", CultureInfo.InvariantCulture), Color.Yellow);
        }
        screen.Write(table);
    }

    private static void AddRow(Table table, string what, Times times, string ratio, Color colour) => table.AddRow(
        new Text(what),
        new Text(Time(times.Median), new Style(foreground: colour)),
        new Text(Time(times.Least)),
        new Text(Time(times.Most)),
        new Text(ratio));

    private static string Time(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s");

    private static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1024 && unit < Units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
