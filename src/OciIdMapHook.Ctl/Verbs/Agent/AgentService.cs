using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OciIdMapHook.Documents;
using OciIdMapHook.Installation;
using OciIdMapHook.Operations;

namespace OciIdMapHook.Ctl;

/// <summary>Looks and repairs: at the start, on every change of the folders, and on a timer. No failure ends it.</summary>
internal sealed class AgentService : BackgroundService
{
    // Whoever changes files makes several changes: they are waited for. An installation in progress is not repaired after every
    // step.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A failure may have been a moment's: a folder that was renamed under the installer's hands.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly AgentSettings settings;
    private readonly Node node;
    private readonly FailureLog failures;
    private readonly ILogger log;
    private readonly Channel<bool> change = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly FolderWatch watch;
    private DateTime nextCheck = DateTime.MinValue;
    private TimeSpan? retry;

    public AgentService(AgentSettings settings, Node node, ILogger log)
    {
        this.settings = settings;
        this.node = node;
        this.log = log;
        failures = new FailureLog(log);
        watch = new FolderWatch(settings.Place, () => change.Writer.TryWrite(true));
    }

    public override void Dispose()
    {
        watch.Dispose();
        base.Dispose();
    }

    /// <remarks>The first look comes before systemd hears that the agent is there.</remarks>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        AgentLog.Starts(log, HookVersion.OfThisTool, settings.Place.Root);
        Repair();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (DateTime.UtcNow >= nextCheck)
            {
                nextCheck = DateTime.UtcNow + settings.Interval;
                await failures.TryAsync("check", () => node.CheckAsync(stoppingToken).WaitAsync(stoppingToken));
            }

            failures.Try("report", node.Report);
            await WaitAsync(stoppingToken);
            Repair();
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        var left = nextCheck - DateTime.UtcNow;
        if (retry < left)
            left = retry.Value;
        if (left <= TimeSpan.Zero)
            return;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timer.CancelAfter(left);
        try
        {
            await change.Reader.ReadAsync(timer.Token);
            await Task.Delay(Pause, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The timer: nothing has changed, as far as is known.
        }
    }

    private void Repair()
    {
        var mayHaveMissed = true;
        while (mayHaveMissed)
        {
            change.Reader.TryRead(out _);
            mayHaveMissed = false;
            var isRepaired = failures.Try("install", () => Say(node.Repair()));
            var isWatched = failures.Try("watch", () => mayHaveMissed = watch.Renew());
            retry = isRepaired && isWatched ? null : Later(retry);
        }
    }

    private TimeSpan Later(TimeSpan? last) => last is null ? FirstRetry : last < settings.Interval ? 2 * last.Value : last.Value;

    private void Say(IReadOnlyList<InstallationStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Action is InstallationAction.Installed or InstallationAction.Replaced or InstallationAction.Removed)
                AgentLog.Repaired(log, Printable.Text(step.Path), InWords(step.Action));
        }
    }

    private static string InWords(InstallationAction action) => action switch
    {
        InstallationAction.Installed => "installed",
        InstallationAction.Removed => "removed",
        _ => "replaced",
    };
}
