namespace OciIdMapHook.Documents;

/// <summary>What the hook says, and where.</summary>
public sealed record LogConfig
{
    public LogTarget Target { get; init; }

    public LogLevel Level { get; init; }

    internal static LogConfig Read(ref DocumentReader json, List<string> given)
    {
        var (target, level) = (LogTarget.Auto, LogLevel.Info);
        json.EnterObject();
        while (json.NextMember())
        {
            if (json.Is("target"u8))
            {
                target = (LogTarget)json.OneOf(ConfigWords.LogTargets);
                given.Add("log.target");
            }
            else if (json.Is("level"u8))
            {
                level = (LogLevel)json.OneOf(ConfigWords.LogLevels);
                given.Add("log.level");
            }
            else
            {
                throw json.UnknownMember("target", "level");
            }
        }

        return new LogConfig { Target = target, Level = level };
    }
}
