using System.CommandLine;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary><c>check</c>: is this host ready, and is the hook in force?</summary>
internal static class CheckCommand
{
    private const string Description = """
        Say whether this host is ready for the hook, and whether the hook is really in force.

        Every feature of the kernel is tried where nobody sees it, and nothing is changed. Each finding says what is so, why it
        matters and what to do. The exit status is 3 where there is a problem, and 0 where there are warnings at most.
        """;

    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files or folders to idmap for a try, besides the storage folders of the engines.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Root = new("--root")
    {
        Description = "Look at the files of another root, a mounted host or an image. Programs of it are not run.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "/",
    };

    private static readonly Option<string[]> Engines = new("--engine")
    {
        Description = "Look at this engine only, and miss it where it is not there; may be given several times.",
        HelpName = string.Join('|', EngineNames.All),
    };

    private static readonly Option<string?> FeatureFile = new("--nfd")
    {
        Description = "Write the result as a feature file for node-feature-discovery, too.",
        HelpName = "FILE",
    };

    internal static Command Create()
    {
        var command = new Verb("check", Description);
        command.Arguments.Add(Paths);
        command.Options.Add(Root);
        command.Options.Add(Engines.AcceptOnlyFromAmong([.. EngineNames.All]));
        command.Options.Add(FeatureFile);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new HostCheckOptions
        {
            Root = parsed.GetRequiredValue(Root),
            Paths = parsed.GetValue(Paths) ?? [],
            Engines = parsed.GetValue(Engines) ?? [],
        };
        var report = await HostCheck.RunAsync(options, cancellation);
        if (parsed.GetValue(FeatureFile) is { } file)
            NodeFeatureFile.Write(file, report);
        var printer = Printer.For(parsed);
        printer.Print(report, CheckJson.Default.HostReport, screen => ReportView.Show(report, printer, screen));
        return report.Ready ? ExitCode.Done : ExitCode.Findings;
    }
}
