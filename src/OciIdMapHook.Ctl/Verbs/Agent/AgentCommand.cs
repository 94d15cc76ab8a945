using System.CommandLine;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary><c>agent</c>: keeps the installation right.</summary>
internal static class AgentCommand
{
    private const string Description = """
        Stay, and keep the installation right: install, and repair what is changed or removed as soon as it is.

        It looks at the start, when something changes in the folders of the installation, and on a timer. What it cannot do
        it says once and tries again. It tells systemd when it is there, and ends on SIGTERM. Files of other projects are
        never touched.

        Each option may be a variable of the environment instead: --nfd is OCI_IDMAPCTL_NFD, --uninstall-on-exit is
        OCI_IDMAPCTL_UNINSTALL_ON_EXIT=true, and several --dir are OCI_IDMAPCTL_DIR=/one:/other.
        """;

    internal static Command Create()
    {
        var options = new AgentOptionSet();
        var once = new Option<bool>("--once") { Description = "Look once, repair and write the files, and end." };
        var command = new Verb("agent", Description);
        options.AddTo(command);
        command.Options.Add(once);
        command.SetAction(async (parsed, cancellation) =>
        {
            var host = AgentHost.CreateBuilder();
            var settings = options.Read(parsed, host.Configuration);
            var node = new AgentNode(settings, HookExecutable.Find(settings.Hook, settings.Place.Root));
            using (node)
            {
                if (!parsed.GetValue(once))
                    return await AgentHost.RunAsync(host, settings, node, cancellation);

                var steps = node.Repair();
                await node.CheckAsync(cancellation);
                node.Report();
                InstallationSteps.Print(parsed, new InstallationSteps(settings.Place.Root, steps));
                return ExitCode.Done;
            }
        });
        return command;
    }
}
