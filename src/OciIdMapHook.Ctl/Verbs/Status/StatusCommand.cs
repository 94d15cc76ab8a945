using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary><c>status</c>: what is installed.</summary>
internal static class StatusCommand
{
    private const string Description = """
        Show what is installed, where, and whether it is whole.

        The exit status is 3 where it is not. Whether the host is ready for it, and whether engines use it, is what check says.
        """;

    internal static Command Create()
    {
        var place = new PlaceOptionSet();
        var command = new Verb("status", Description);
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            var status = InstallationStatus.Observe(place.Read(parsed));
            var printer = Printer.For(parsed);
            printer.Print(status, StatusJson.Default.InstallationStatus, screen => Show(status, printer, screen));
            return status.IsWhole ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    private static void Show(InstallationStatus status, Printer printer, IAnsiConsole screen)
    {
        var table = printer.Table("file", "state");
        table.AddRow(new Text(status.Hook.Path), InWords(status.Hook.Problem, $"version {status.Hook.Version}"));
        foreach (var file in status.Files)
            table.AddRow(new Text(Printable.Text(file.Path)), InWords(file.Problem, "right"));
        screen.Write(table);
        screen.Write(status.IsWhole
            ? new Text("The hook is installed.\n", new Style(Color.Green))
            : new Text("The hook is not installed as it should be; install repairs it.\n", new Style(Color.Red)));
    }

    private static Text InWords(string? problem, string right) => problem is null
        ? new Text(right, new Style(Color.Green))
        : new Text(Printable.Text(problem), new Style(Color.Red));
}
