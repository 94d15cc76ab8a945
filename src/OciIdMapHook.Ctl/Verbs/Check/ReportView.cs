using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OciIdMapHook.Ctl;

/// <summary>Shows a report: a paragraph per finding on a terminal, a line per finding elsewhere.</summary>
internal static class ReportView
{
    internal static void Show(HostReport report, Printer printer, IAnsiConsole screen)
    {
        if (printer.IsTerminal)
            screen.Write(ForPeople(report, printer));
        else
            WriteLines(report, screen);
        screen.Write(new Text($"{Summary(report)}\n", new Style(ColourOf(report), decoration: Decoration.Bold)));
    }

    private static Table ForPeople(HostReport report, Printer printer)
    {
        var table = printer.Table("", "").HideHeaders();
        foreach (var finding in report.Findings)
            table.AddRow(new Text(Word(finding.State), StyleOf(finding.State)), new Rows(Paragraph(finding)));
        return table;
    }

    private static IEnumerable<IRenderable> Paragraph(Finding finding)
    {
        yield return new Text(finding.What);
        if (finding.Why is { } why)
            yield return new Text($"why it matters: {why}", new Style(decoration: Decoration.Dim));
        if (finding.WhatToDo is { } whatToDo)
            yield return new Text($"what to do: {whatToDo}");
    }

    /// <summary>Columns that end where their text ends: no table, which would fill its last column.</summary>
    private static void WriteLines(HostReport report, IAnsiConsole screen)
    {
        var width = report.Findings.Max(finding => finding.Id.Length);
        foreach (var finding in report.Findings)
        {
            var why = finding.Why is null ? string.Empty : $". Why it matters: {finding.Why}";
            var whatToDo = finding.WhatToDo is null ? string.Empty : $". What to do: {finding.WhatToDo}";
            var start = string.Create(CultureInfo.InvariantCulture, $"{Word(finding.State),-8} {finding.Id.PadRight(width)}");
            screen.Write(new Text($"{start}  {finding.What}{why}{whatToDo}\n"));
        }
    }

    private static string Word(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warning => "warning",
        FindingState.Problem => "problem",
        _ => "unknown",
    };

    private static Style StyleOf(FindingState state) => state switch
    {
        FindingState.Ok => new Style(Color.Green),
        FindingState.Warning => new Style(Color.Yellow),
        FindingState.Problem => new Style(Color.Red, decoration: Decoration.Bold),
        _ => new Style(Color.Blue),
    };

    private static string Summary(HostReport report)
    {
        var counts = $"{Count(report.Problems, "problem")}, {Count(report.Warnings, "warning")}, {report.Unknown} unknown";
        var start = report.Ready ? "ready" : "not ready";
        return $"{start}: {counts} (Linux {Printable.Text(report.Kernel)}, oci-idmap-hook {report.Version})";
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? string.Empty : "s")}";

    private static Color ColourOf(HostReport report) => report switch
    {
        { Ready: false } => Color.Red,
        { Warnings: > 0 } => Color.Yellow,
        _ => Color.Green,
    };
}
