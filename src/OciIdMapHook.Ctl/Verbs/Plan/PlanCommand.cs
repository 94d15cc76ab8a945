using System.CommandLine;
using OciIdMapHook.Ctl.Help;
using OciIdMapHook.Ctl.Output;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations.Plans;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Ctl.Verbs.Plan;

/// <summary><c>plan BUNDLE</c> and <c>plan --pid PID</c>: what the hook would do, without doing it.</summary>
internal static class PlanCommand
{
    private const string Description = """
        Show what the hook would do to a container and why, without doing it.

        With --pid the container is looked at as the hook looks at it; nothing is
        changed and no process is stopped. Without, the plan is what config.json and
        the rootfs tell, and it says what cannot be known yet.

        exit status: 0 the container would start, 3 the hook would refuse it
        """;

    private const string RunFolder = "/run";

    internal static Command Create()
    {
        var bundle = new Argument<string?>("BUNDLE")
        {
            Description = "The folder with the container's config.json; with --pid it is found where runc, crun or containerd keep it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pid = new Option<int?>("--pid") { Description = "The container's init, where there is one.", HelpName = "PID" };
        var config = new Option<string>("--config")
        {
            Description = "The hook's own configuration.",
            HelpName = "FILE",
            DefaultValueFactory = _ => HostConfig.DefaultPath,
        };
        var command = new Verb("plan", Description) { bundle, pid, config };
        command.Validators.Add(result =>
        {
            if (result.GetResult(bundle) is not { Tokens.Count: > 0 } && result.GetResult(pid) is null)
                result.AddError("name a container: its bundle, or its init with --pid");
        });
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(bundle);
            var loaded = LoadedConfig.From(parsed.GetRequiredValue(config));
            var plan = parsed.GetValue(pid) is { } init
                ? ProcessPlanner.Plan(folder ?? BundleSearch.Find(init, RunFolder), init, loaded)
                : BundlePlanner.Plan(folder!, loaded);
            var printer = Printer.For(parsed);
            printer.Print(plan, PlanJson.Default.ContainerPlan, screen => PlanView.Show(plan, printer, screen));
            return plan.WouldStart ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }
}
