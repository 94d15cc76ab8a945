using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Whom the agent tells what it does: the journal.</summary>
public interface IAgentLog
{
    /// <param name="version">The tool's.</param>
    /// <param name="root">The root directory that it installs below.</param>
    void Starts(string version, string root);

    /// <summary>A file was not as it should be, and is now.</summary>
    void Repaired(InstallationStep step);

    /// <param name="reason">A sentence; printable.</param>
    void Failed(string reason);

    /// <param name="task">What had failed, in a word.</param>
    void WorksAgain(string task);
}
