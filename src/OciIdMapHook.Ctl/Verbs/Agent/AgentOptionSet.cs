using System.CommandLine;
using Microsoft.Extensions.Configuration;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>The options of <c>agent</c>, each of which may come from the environment.</summary>
internal sealed class AgentOptionSet
{
    private readonly Option<string?>[] texts =
    [
        Text("root", "DIR", "The root directory of the host, where it is not this one's: as a container sees it."),
        Text("hook", "FILE", "The hook to install, where it is neither beside this tool nor where packages have it."),
        Text("interval", "TIME", "How long to wait at most between two looks, such as 30s or 5m; 60s where nothing is given."),
        Text("nfd", "FILE", "Write a feature file for node-feature-discovery."),
        Text("metrics", "FILE.prom", "Write a file for node_exporter's textfile collector, with the runs of the hook."),
        Text("audit", "DIR", "Where the hook's audit records are, if not in /run/oci-idmap-hook."),
    ];

    private readonly Option<string[]> folders = new("--dir")
    {
        Description = "A hooks.d folder as the engine sees it; may be given more than once.",
        HelpName = "HOOKS.D",
    };

    private readonly Option<bool> noPrecreate = PlaceOptionSet.CreateNoPrecreateOption();

    private readonly Option<bool> uninstall = new("--uninstall-on-exit") { Description = "Uninstall when it is ended." };

    internal void AddTo(Command command)
    {
        foreach (var option in texts)
            command.Options.Add(option);
        command.Options.Add(folders);
        command.Options.Add(noPrecreate);
        command.Options.Add(uninstall);
    }

    internal AgentSettings Read(ParseResult parsed, IConfiguration environment) => AgentSettings.Read(name =>
        Given(parsed, name) ?? environment[name.Replace('-', '_')]);

    private string? Given(ParseResult parsed, string name) => name switch
    {
        "dir" => parsed.GetValue(folders) is { Length: > 0 } given ? string.Join(':', given) : null,
        "no-precreate" => parsed.GetValue(noPrecreate) ? bool.TrueString : null,
        "uninstall-on-exit" => parsed.GetValue(uninstall) ? bool.TrueString : null,
        _ => parsed.GetValue(texts.First(option => option.Name == $"--{name}")),
    };

    private static Option<string?> Text(string name, string value, string description) =>
        new($"--{name}") { Description = description, HelpName = value };
}
