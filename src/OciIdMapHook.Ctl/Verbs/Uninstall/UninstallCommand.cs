using System.CommandLine;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Ctl;

/// <summary><c>uninstall</c>: the hooks.d files and the hook.</summary>
internal static class UninstallCommand
{
    private const string Description = """
        Remove the hooks.d files and then the hook. Containers start as they did before it was installed.

        It is refused where a file of another name or folder would be left without its executable.
        """;

    internal static Command Create()
    {
        var place = new PlaceOptionSet();
        var command = new Verb("uninstall", Description);
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            var where = place.Read(parsed);
            InstallationSteps.Print(parsed, new InstallationSteps(where.Root, Installer.Uninstall(where)));
            return ExitCode.Done;
        });
        return command;
    }
}
