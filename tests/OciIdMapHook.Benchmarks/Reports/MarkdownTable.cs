namespace OciIdMapHook.Benchmarks.Reports;

/// <summary>A table that reads well in a terminal as in Markdown: its columns are as wide as their widest cell.</summary>
internal static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var rule = widths.Select(width => new string('-', width)).ToArray();
        return string.Join('\n', new[] { all[0], rule }.Concat(all[1..]).Select(row => Line(row, widths)));
    }

    private static string Line(IEnumerable<string> cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Zip(widths, (cell, width) => cell.PadRight(width)))} |";
}
