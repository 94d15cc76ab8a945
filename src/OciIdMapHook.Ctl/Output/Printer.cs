using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary>
/// Prints the result of a verb: tables and colour on a terminal, the same without borders and colour where it is piped, one JSON
/// document where <c>--json</c> asks for it.
/// </summary>
internal sealed class Printer
{
    // Text that is piped has no width: lines are never broken.
    private const int Unbroken = 100_000;

    private readonly bool json;
    private readonly TextWriter output;

    private Printer(bool json, TextWriter output, bool isTerminal)
    {
        this.json = json;
        this.output = output;
        IsTerminal = isTerminal;
    }

    /// <summary>Whether somebody looks at it, and not a program.</summary>
    internal bool IsTerminal { get; }

    internal static Printer For(ParseResult command) =>
        new(command.GetValue(GlobalOptions.Json), Console.Out, !Console.IsOutputRedirected);

    /// <param name="result">What the verb found or did.</param>
    /// <param name="type">How it is written as JSON; source-generated.</param>
    /// <param name="show">How it is shown to people.</param>
    internal void Print<T>(T result, JsonTypeInfo<T> type, Action<IAnsiConsole> show)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(result, type));
        else if (IsTerminal)
            show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
        else
            ShowPlain(show);
    }

    /// <summary>A table with a border on a terminal, and columns of plain text elsewhere.</summary>
    internal Table Table(params IEnumerable<string> headers)
    {
        var table = new Table { Border = IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header)));
        return table;
    }

    private void ShowPlain(Action<IAnsiConsole> show)
    {
        using var text = new StringWriter();
        var page = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        page.Profile.Width = Unbroken;
        show(page);
        // The last column of a table is filled up to its width.
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
            output.WriteLine(line.TrimEnd());
    }
}
