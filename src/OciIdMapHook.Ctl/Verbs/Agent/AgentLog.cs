using Microsoft.Extensions.Logging;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace OciIdMapHook.Ctl;

/// <summary>What the agent tells the journal.</summary>
internal sealed partial class AgentLog(ILogger log) : IAgentLog
{
    public void Repaired(InstallationStep step) => Repaired(Printable.Text(step.Path), InWords(step.Action));

    [LoggerMessage(1, LogLevel.Information, "Version {Version} keeps the hook installed below {Root}.")]
    public partial void Starts(string version, string root);

    [LoggerMessage(3, LogLevel.Error, "{Reason}")]
    public partial void Failed(string reason);

    [LoggerMessage(4, LogLevel.Information, "It works again: {Task}.")]
    public partial void WorksAgain(string task);

    [LoggerMessage(2, LogLevel.Information, "{Path} was {Done}.")]
    private partial void Repaired(string path, string done);

    private static string InWords(InstallationAction action) => action switch
    {
        InstallationAction.Installed => "installed",
        InstallationAction.Removed => "removed",
        _ => "replaced",
    };
}
