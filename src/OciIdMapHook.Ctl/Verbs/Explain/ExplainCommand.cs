using System.CommandLine;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary><c>explain</c>: what the hook did to a container.</summary>
internal static class ExplainCommand
{
    private const string Description = """
        Show what the hook found of a container, decided about it and did to it, and what each step took.

        From the hook's audit record of the container, or, where there is none, from the journal, which has one line.
        """;

    private static readonly Argument<string?> Id = new("CONTAINER-ID")
    {
        Description = "The container's id, or a beginning of it that no other one has.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Latest = new("--latest") { Description = "The container that was created last." };

    internal static Command Create()
    {
        var command = new Verb("explain", Description) { Id, Latest };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(Id)) != result.GetValue(Latest))
                result.AddError("explain takes the id of a container, or --latest, and not both.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var explanation = await Explainer.FindAsync(
            parsed.GetValue(Latest) ? null : parsed.GetValue(Id), cancellation: cancellation);
        var printer = Printer.For(parsed);
        printer.Print(explanation, ExplainJson.Default.Explanation, screen => ExplanationView.Show(explanation, printer, screen));
        return ExitCode.Done;
    }
}
