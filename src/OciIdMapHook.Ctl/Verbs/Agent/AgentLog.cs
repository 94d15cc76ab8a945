using Microsoft.Extensions.Logging;

namespace OciIdMapHook.Ctl;

/// <summary>What the agent tells the journal.</summary>
internal static partial class AgentLog
{
    [LoggerMessage(1, LogLevel.Information, "Version {Version} keeps the hook installed below {Root}.")]
    internal static partial void Starts(ILogger log, string version, string root);

    [LoggerMessage(2, LogLevel.Information, "{Path} was {Done}.")]
    internal static partial void Repaired(ILogger log, string path, string done);

    [LoggerMessage(3, LogLevel.Error, "{Reason}")]
    internal static partial void Failed(ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Information, "It works again: {Task}.")]
    internal static partial void WorksAgain(ILogger log, string task);
}
