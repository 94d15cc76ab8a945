using System.CommandLine;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Ctl;

/// <summary><c>install</c>: the hook and its hooks.d files.</summary>
internal static class InstallCommand
{
    private const string Description = """
        Install the hook, a hooks.d file that names it and one for Podman's own stage, or repair them.

        The executable comes first, and each file takes the old one's place at once: whenever this is interrupted, engines find
        the old state or the new one, and never a file without its executable. What is right already is not touched.
        """;

    internal static Command Create()
    {
        var place = new PlaceOptionSet();
        var hook = PlaceOptionSet.CreateHookOption();
        var force =
            new Option<bool>("--force") { Description = "Replace another project's file that has the name of this one's." };
        var command = new Verb("install", Description);
        place.AddTo(command);
        command.Options.Add(hook);
        command.Options.Add(force);
        command.SetAction(parsed =>
        {
            var where = place.Read(parsed);
            var steps = Installer.Install(
                where, HookExecutable.Find(parsed.GetValue(hook), where.Root), parsed.GetValue(force));
            InstallationSteps.Print(parsed, new InstallationSteps(where.Root, steps));
            return ExitCode.Done;
        });
        return command;
    }
}
