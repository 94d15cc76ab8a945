using OciIdMapHook.Installation;
using OciIdMapHook.Linux;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>The host that the agent looks after, and what it knows of it.</summary>
internal sealed class Node(AgentSettings settings, HookExecutable hook) : IDisposable
{
    private readonly AuditTail audit = new(settings.AuditFolder);
    private readonly RunTotals totals = new();
    private HostReport? report;
    private bool isInstalled;

    public void Dispose() => audit.Dispose();

    /// <summary>Makes the installation right.</summary>
    /// <returns>What became of each file.</returns>
    /// <exception cref="OperationException">It cannot be made so.</exception>
    internal IReadOnlyList<InstallationStep> Repair()
    {
        isInstalled = false;
        var steps = Installer.Install(settings.Place, hook);
        isInstalled = true;
        return steps;
    }

    /// <summary>Finds out what the host lacks.</summary>
    /// <exception cref="OperationException">It cannot be found out.</exception>
    internal async Task CheckAsync(CancellationToken cancellation)
    {
        report = null;
        report = await HostCheck.RunAsync(new HostCheckOptions { Root = settings.Place.Root }, cancellation);
    }

    /// <summary>Writes the files that others read.</summary>
    /// <exception cref="OperationException">One cannot be written, or the audit records not be read.</exception>
    internal void Report()
    {
        if (settings.FeatureFile is not null && report is not null)
            NodeFeatureFile.Write(settings.FeatureFile, report);
        if (settings.MetricsFile is null)
            return;
        var failure = ReadAudit();
        MetricsFile.Write(settings.MetricsFile, totals, isInstalled, isInstalled && report is { Ready: true });
        if (failure is not null)
            throw failure;
    }

    private OperationException? ReadAudit()
    {
        try
        {
            audit.Read(totals.Add);
            return null;
        }
        catch (Exception exception) when (exception is LinuxException or InvalidDataException)
        {
            return new OperationException(
                $"the audit records in {settings.AuditFolder} cannot be read: {exception.Message}", exception);
        }
    }
}
