using System.Globalization;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>What the resident agent keeps right and writes.</summary>
public sealed record AgentSettings
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    /// <summary>Where the hook is installed.</summary>
    public required InstallationPlace Place { get; init; }

    /// <summary>The hook to install; null to look for it.</summary>
    public string? Hook { get; init; }

    /// <summary>How long it waits at most between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>node-feature-discovery's feature file; null for none.</summary>
    public string? FeatureFile { get; init; }

    /// <summary>The file for Prometheus; null for none.</summary>
    public string? MetricsFile { get; init; }

    /// <summary>The folder of the hook's audit records.</summary>
    public string AuditFolder { get; init; } = AuditFile.Folder;

    /// <summary>Uninstalls when it is ended.</summary>
    public bool UninstallOnExit { get; init; }

    /// <param name="value">The value of a setting by its name, such as <c>uninstall-on-exit</c>; null where it has none.</param>
    /// <exception cref="OperationException">A value is not valid.</exception>
    public static AgentSettings Read(Func<string, string?> value)
    {
        var settings = new AgentSettings
        {
            Place = new InstallationPlace(
                value("root") ?? "/",
                value("dir")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [InstallationPlace.PackagedFolder])
            {
                HasPrecreate = !Boolean("no-precreate", value("no-precreate")),
            },
            Hook = value("hook"),
            FeatureFile = value("nfd"),
            MetricsFile = value("metrics"),
            AuditFolder = value("audit") ?? AuditFile.Folder,
            UninstallOnExit = Boolean("uninstall-on-exit", value("uninstall-on-exit")),
        };
        settings.Place.Check();
        return value("interval") is { } interval ? settings with { Interval = Duration(interval) } : settings;
    }

    private static bool Boolean(string name, string? text) => text switch
    {
        null => false,
        _ when bool.TryParse(text, out var value) => value,
        _ => throw new OperationException($"{name} is true or false, and not {Printable.Text(text)}"),
    };

    private static TimeSpan Duration(string text)
    {
        var number = text.TrimEnd('m', 's', 'h');
        double? unit = text[number.Length..] switch { "ms" => 0.001, "" or "s" => 1, "m" => 60, "h" => 3600, _ => null };
        var isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
        var seconds = count * unit;
        if (isNumber && seconds >= ShortestInterval.TotalSeconds && seconds <= LongestInterval.TotalSeconds)
            return TimeSpan.FromSeconds(seconds.Value);
        throw new OperationException(
            $"the interval {Printable.Text(text)} is none between 100ms and 24h; give one such as 30s, 5m or 1h");
    }
}
