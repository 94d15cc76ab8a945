using Spectre.Console;
using Spectre.Console.Rendering;

namespace OciIdMapHook.Ctl;

/// <summary>What is known of one thing: a name and a text a line, in two columns.</summary>
internal static class Properties
{
    internal static IRenderable Of(params IEnumerable<(string Name, string Text)> lines) =>
        Of(lines.Select(line => (line.Name, line.Text, (Color?)null)));

    internal static IRenderable Of(IEnumerable<(string Name, string Text, Color? Colour)> lines)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var (name, text, colour) in lines)
            grid.AddRow(new Text(name, new Style(foreground: Color.Grey)), new Text(text, new Style(foreground: colour)));
        return grid;
    }
}
