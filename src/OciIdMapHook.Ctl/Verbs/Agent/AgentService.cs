using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>The agent's loop as the generic host runs it.</summary>
internal sealed class AgentService(AgentSettings settings, AgentNode node, ILogger log) : BackgroundService
{
    private readonly AgentLoop loop = new(settings, node, new AgentLog(log), TimeProvider.System);

    public override void Dispose()
    {
        loop.Dispose();
        base.Dispose();
    }

    /// <remarks>The first look comes before systemd hears that the agent is there.</remarks>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        loop.Start();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(stoppingToken);
}
