using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>What the agent does to its host, again and again.</summary>
public interface IAgentNode
{
    /// <summary>Makes the installation right.</summary>
    /// <returns>What became of each file.</returns>
    /// <exception cref="OperationException">It cannot be made so.</exception>
    IReadOnlyList<InstallationStep> Repair();

    /// <summary>Finds out what the host lacks.</summary>
    /// <exception cref="OperationException">It cannot be found out.</exception>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>Writes the files that others read.</summary>
    /// <exception cref="OperationException">One cannot be written, or the audit records not be read.</exception>
    void Report();
}
