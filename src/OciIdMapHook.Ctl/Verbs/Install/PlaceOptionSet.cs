using System.CommandLine;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Ctl;

/// <summary>Where <c>install</c>, <c>uninstall</c> and <c>status</c> look.</summary>
internal sealed class PlaceOptionSet
{
    private readonly Option<string> root = new("--root")
    {
        Description = "The root directory of the host, where it is not this one's: of an image, or as a container sees it.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "/",
    };

    private readonly Option<string[]> folders = new("--dir")
    {
        Description = "A hooks.d folder as the engine sees it; may be given more than once.",
        HelpName = "HOOKS.D",
        DefaultValueFactory = _ => [InstallationPlace.PackagedFolder],
    };

    private readonly Option<bool> noPrecreate = CreateNoPrecreateOption();

    internal static Option<bool> CreateNoPrecreateOption() => new("--no-precreate")
    {
        Description = "Leave out what is for Podman's own stage: its file, and the one that has Podman read it.",
    };

    internal static Option<string?> CreateHookOption() => new("--hook")
    {
        Description = "The hook to install, where it is neither beside this tool nor where packages have it.",
        HelpName = "FILE",
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(root);
        command.Options.Add(folders);
        command.Options.Add(noPrecreate);
    }

    internal InstallationPlace Read(ParseResult parsed) => new(parsed.GetRequiredValue(root), parsed.GetRequiredValue(folders))
    {
        HasPrecreate = !parsed.GetValue(noPrecreate),
    };
}
