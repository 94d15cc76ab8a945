using OciIdMapHook.Installation;
using OciIdMapHook.Linux;

namespace OciIdMapHook.Operations;

/// <summary>The host that the agent looks after, and what it knows of it.</summary>
public sealed class AgentNode(AgentSettings settings, HookExecutable hook) : IAgentNode, IDisposable
{
    private readonly AuditTail audit = new(settings.AuditFolder);
    private readonly RunTotals totals = new();
    private HostReport? report;
    private bool isInstalled;

    public void Dispose() => audit.Dispose();

    /// <inheritdoc/>
    public IReadOnlyList<InstallationStep> Repair()
    {
        isInstalled = false;
        var steps = Installer.Install(settings.Place, hook);
        isInstalled = true;
        return steps;
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        report = null;
        report = await HostCheck.RunAsync(new HostCheckOptions { Root = settings.Place.Root }, cancellation);
    }

    /// <inheritdoc/>
    public void Report()
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
