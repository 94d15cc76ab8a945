using System.CommandLine;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Ctl;

/// <summary>The verbs, and what becomes of their failures.</summary>
internal static class CommandLine
{
    private const string Description = """
        Installs oci-idmap-hook, says whether it is in force on this host, and shows what it does to containers.

        exit status: 0 done, 1 it could not be done, 2 bad usage or bad input, 3 what was looked at is not as it should be
        """;

    /// <summary>What a verb that is interrupted has to remove what it made.</summary>
    private static readonly TimeSpan TimeToPutAway = TimeSpan.FromMinutes(1);

    internal static RootCommand Create()
    {
        var root = new RootCommand(Description);
        root.Options.Add(GlobalOptions.Json);
        VerbHelp.AddTo(root);
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(PlanCommand.Create());
        root.Subcommands.Add(MountCommand.Create());
        root.Subcommands.Add(UmountCommand.Create());
        root.Subcommands.Add(InstallCommand.Create());
        root.Subcommands.Add(UninstallCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(AgentCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(ConfigCommand.Create());
        root.Subcommands.Add(ExplainCommand.Create());
        return root;
    }

    internal static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Failures.SayAsync(error.Message);
            return ExitCode.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToPutAway,
            });
        }
        catch (DocumentException exception)
        {
            await Failures.SayAsync(exception.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception exception) when (exception is OperationException or LinuxException or TimeoutException
            or IOException or UnauthorizedAccessException)
        {
            await Failures.SayAsync(exception.Message);
            return ExitCode.Failed;
        }
    }
}
