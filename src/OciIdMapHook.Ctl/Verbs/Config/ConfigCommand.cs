using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary><c>config</c>: what the hook goes by on this host, and why.</summary>
internal static class ConfigCommand
{
    private const string Description = """
        Show what the hook goes by on this host: each value, and whether it is the file's or the default.

        A file that the hook would not go by is told with its fault, and the exit status is 2: the hook refuses every container
        that has a user namespace until the file is corrected or removed.
        """;

    internal static Command Create()
    {
        var file = new Option<string>("--config")
        {
            Description = "The file to read.",
            HelpName = "FILE",
            DefaultValueFactory = _ => HostConfig.DefaultPath,
        };
        var command = new Verb("config", Description) { file };
        command.SetAction(parsed =>
        {
            var config = EffectiveConfig.Read(Path.GetFullPath(parsed.GetRequiredValue(file)));
            var printer = Printer.For(parsed);
            printer.Print(config, ConfigJson.Default.EffectiveConfig, screen => Show(config, printer, screen));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(EffectiveConfig config, Printer printer, IAnsiConsole screen)
    {
        var table = printer.Table("setting", "value", "from");
        foreach (var value in config.Values)
        {
            var isDefault = value.Source == ConfigValue.Default;
            table.AddRow(
                new Text(value.Name),
                new Text(value.Value, isDefault ? Style.Plain : new Style(decoration: Decoration.Bold)),
                new Text(Printable.Text(value.Source), isDefault ? new Style(Color.Grey) : new Style(Color.Green)));
        }

        screen.Write(table);
        if (!config.IsThere)
            screen.Write(new Text($"There is no {Printable.Text(config.File)}.\n"));
    }
}
