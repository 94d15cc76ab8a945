using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Operations;
using OciIdMapHook.Remapping;

namespace OciIdMapHook.Ctl;

/// <summary><c>plan BUNDLE</c> and <c>plan --pid PID</c>: what the hook would do, without doing it.</summary>
internal static class PlanCommand
{
    private const string Description = """
        Show what the hook would do to a container and why, without doing it.

        With --pid the container is looked at as the hook looks at it; nothing is
        changed and no process is stopped. Without, the plan is what config.json and
        the rootfs tell, and it says what cannot be known yet.

        Files of the rootfs that belong to the container's host ids, left from use
        before the hook came, are counted, and the command that mends them is
        said. That may take a while; an interruption ends the count.

        Mount points that the rootfs lacks are named: the runtime would make them
        as the container's root before the hook runs, and fails. With --make they
        are made, as the container's root on disk; nothing else is changed.

        exit status: 0 the container would start, 3 the hook would refuse it
        """;

    private const string RunFolder = "/run";

    internal static Command Create()
    {
        var bundle = new Argument<string?>("BUNDLE")
        {
            Description =
                "The folder with the container's config.json; with --pid it is found where runc, crun or containerd keep it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pid = new Option<int?>("--pid") { Description = "The container's init, where there is one.", HelpName = "PID" };
        var config = new Option<string>("--config")
        {
            Description = "The hook's own configuration.",
            HelpName = "FILE",
            DefaultValueFactory = _ => HostConfig.DefaultPath,
        };
        var make = new Option<bool>("--make") { Description = "Make the mount points that the rootfs lacks." };
        var command = new Verb("plan", Description) { bundle, pid, config, make };
        command.Validators.Add(result =>
        {
            if (result.GetResult(bundle) is not { Tokens.Count: > 0 } && result.GetResult(pid) is null)
                result.AddError("name a container: its bundle, or its init with --pid");
            if (result.GetValue(make) && result.GetResult(pid) is not null)
                result.AddError("--make is for a bundle: where there is an init, the runtime has made its mount points");
        });

        // On another thread, so that an interruption ends the count and not the tool.
        command.SetAction((parsed, cancel) => Task.Run(() => Run(parsed, cancel), CancellationToken.None));
        return command;

        int Run(ParseResult parsed, CancellationToken cancel)
        {
            var folder = parsed.GetValue(bundle);
            var policy = HostConfigReader.ReadPolicy(parsed.GetRequiredValue(config));
            var printer = Printer.For(parsed);
            var plan = PlanView.WithProgress(printer, seen => parsed.GetValue(pid) is { } init
                ? ProcessPlanner.Plan(
                    folder ?? BundleSearch.Find(init, RunFolder), init, policy, new ShiftedFilesWalk(seen, cancel))
                : BundlePlanner.Plan(folder!, policy, new ShiftedFilesWalk(seen, cancel), parsed.GetValue(make)));
            printer.Print(plan, PlanJson.Default.ContainerPlan, screen => PlanView.Show(plan, printer, screen));
            return plan.WouldStart ? ExitCode.Done : ExitCode.Findings;
        }
    }
}
