using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using Spectre.Console;

namespace OciIdMapHook.Ctl;

/// <summary>What <c>install</c> and <c>uninstall</c> did.</summary>
/// <param name="Root">The root directory of the host.</param>
/// <param name="Steps">What became of each file.</param>
internal sealed record InstallationSteps(string Root, IReadOnlyList<InstallationStep> Steps)
{
    internal static void Print(ParseResult parsed, InstallationSteps done)
    {
        var printer = Printer.For(parsed);
        printer.Print(done, InstallJson.Default.InstallationSteps, screen =>
        {
            var table = printer.Table("file", "what became of it");
            foreach (var step in done.Steps)
                table.AddRow(new Text(Printable.Text(step.Path)), InWords(step.Action));
            screen.Write(table);
        });
    }

    private static Text InWords(InstallationAction action) => action switch
    {
        InstallationAction.Installed => new Text("installed", new Style(Color.Green)),
        InstallationAction.Replaced => new Text("replaced", new Style(Color.Green)),
        InstallationAction.Kept => new Text("right already"),
        InstallationAction.Removed => new Text("removed", new Style(Color.Green)),
        InstallationAction.Absent => new Text("was not there"),
        InstallationAction.LeftToTheAdministrator =>
            new Text("left out, as hooks_dir is set; see check", new Style(Color.Yellow)),
        _ => new Text("another project's, left alone", new Style(Color.Yellow)),
    };
}
