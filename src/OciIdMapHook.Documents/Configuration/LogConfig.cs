namespace OciIdMapHook.Documents;

/// <summary>What the hook says, and where.</summary>
public sealed record LogConfig
{
    public LogTarget Target { get; init; }

    public LogLevel Level { get; init; }

    internal static LogConfig Read(ref DocumentReader json, ref HostSettings given)
    {
        var (target, level) = (LogTarget.Auto, LogLevel.Info);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("target"u8))
                (target, given) = ((LogTarget)json.OneOf(ConfigWords.LogTargets), given | HostSettings.LogTarget);
            else if (json.Is("level"u8))
                (level, given) = ((LogLevel)json.OneOf(ConfigWords.LogLevels), given | HostSettings.LogLevel);
            else
                throw json.UnknownMember("target", "level");
        }

        return new LogConfig { Target = target, Level = level };
    }
}
