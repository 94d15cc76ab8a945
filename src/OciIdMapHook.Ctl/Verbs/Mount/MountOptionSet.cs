using System.CommandLine;
using System.CommandLine.Parsing;
using OciIdMapHook.Operations;
using OciIdMapHook.Planning;

namespace OciIdMapHook.Ctl;

/// <summary>The arguments and options of <c>mount</c>.</summary>
internal sealed class MountOptionSet
{
    private readonly Argument<string> source =
        new("SRC") { Description = "The folder or file whose owners are to be seen through the map." };
    private readonly Argument<string> target = new("DST") { Description = "Where; a folder for a folder, a file for a file." };
    private readonly Option<IdMap?> both = Map("--map", "uid and gid", "The map of users and of groups.");
    private readonly Option<IdMap?> uids = Map("--uid-map", "uid", "The map of users, where groups have another.");
    private readonly Option<IdMap?> gids = Map("--gid-map", "gid", "The map of groups, where users have another.");
    private readonly Option<string> userNamespace = new("--userns")
    {
        Description = "The maps of a user namespace instead: /proc/PID/ns/user, or a file that one is bind-mounted on.",
        HelpName = "PATH",
    };

    private readonly Option<bool> recursive = new("--recursive")
    {
        Description = "With what is mounted below SRC, all of it through the map.",
    };

    private readonly Option<bool> readOnly = new("--read-only") { Description = "Nothing can be written through the mount." };

    internal void AddTo(Command command)
    {
        command.Arguments.Add(source);
        command.Arguments.Add(target);
        foreach (var option in new Option[] { both, uids, gids, userNamespace, recursive, readOnly })
            command.Options.Add(option);
        command.Validators.Add(CheckMaps);
    }

    internal MountRequest Read(ParseResult parsed)
    {
        var map = parsed.GetValue(both);
        return new MountRequest(
            parsed.GetRequiredValue(source),
            parsed.GetRequiredValue(target),
            parsed.GetValue(userNamespace) is { } path
                ? new MountMaps.OfNamespace(path)
                : new MountMaps.Given((parsed.GetValue(uids) ?? map)!, (parsed.GetValue(gids) ?? map)!),
            parsed.GetValue(recursive),
            parsed.GetValue(readOnly));
    }

    private static Option<IdMap?> Map(string name, string kind, string description) => new(name)
    {
        Description = description,
        HelpName = "container:host:size[,…]",
        CustomParser = result =>
        {
            if (!IdMapArgument.TryParse(result.Tokens[0].Value, kind, out var map, out var reason))
                result.AddError($"{name}: {reason}");
            return map;
        },
    };

    private void CheckMaps(CommandResult command)
    {
        var (hasBoth, hasUids, hasGids) = (IsGiven(both), IsGiven(uids), IsGiven(gids));
        if (IsGiven(userNamespace) && (hasBoth || hasUids || hasGids))
        {
            command.AddError("--userns has maps of its own; give either it or --map, --uid-map and --gid-map");
        }
        else if (!IsGiven(userNamespace) && !hasBoth && !(hasUids && hasGids))
        {
            command.AddError(hasUids || hasGids
                ? $"{(hasUids ? "--gid-map" : "--uid-map")} is missing: without it every {(hasUids ? "group" : "user")} would be "
                    + "nobody (65534); give it too, or --map for both"
                : "a map is missing: give --map 0:100000:65536 or the like, or --userns PATH");
        }

        bool IsGiven(Option option) => command.GetResult(option) is not null;
    }
}
