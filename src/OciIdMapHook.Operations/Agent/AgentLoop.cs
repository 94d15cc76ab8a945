using System.Threading.Channels;
using OciIdMapHook.Installation;

namespace OciIdMapHook.Operations;

/// <summary>Looks and repairs: at the start, on every change of the folders, and on a timer. No failure ends it.</summary>
public sealed class AgentLoop : IDisposable
{
    // Whoever changes files makes several changes: they are waited for. An installation in progress is not repaired after every
    // step.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A failure may have been a moment's: a folder that was renamed under the installer's hands.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly AgentSettings settings;
    private readonly IAgentNode node;
    private readonly FailureLog failures;
    private readonly IAgentLog log;
    private readonly TimeProvider time;
    private readonly Channel<bool> change = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly FolderWatch watch;
    private DateTimeOffset nextCheck = DateTimeOffset.MinValue;
    private TimeSpan? retry;

    /// <param name="settings">What is kept right, and how often it is looked at.</param>
    /// <param name="node">The host.</param>
    /// <param name="log">Hears what is done.</param>
    /// <param name="time">The clock.</param>
    public AgentLoop(AgentSettings settings, IAgentNode node, IAgentLog log, TimeProvider time)
    {
        this.settings = settings;
        this.node = node;
        this.log = log;
        this.time = time;
        failures = new FailureLog(log);
        watch = new FolderWatch(settings.Place, () => change.Writer.TryWrite(true));
    }

    public void Dispose() => watch.Dispose();

    /// <summary>The first look.</summary>
    public void Start()
    {
        log.Starts(HookVersion.OfThisTool, settings.Place.Root);
        Repair();
    }

    /// <summary>Until it is ended.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (time.GetUtcNow() >= nextCheck)
            {
                nextCheck = time.GetUtcNow() + settings.Interval;
                await failures.TryAsync("check", () => node.CheckAsync(stopping).WaitAsync(stopping));
            }

            failures.Try("report", node.Report);
            await WaitAsync(stopping);
            Repair();
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        var left = nextCheck - time.GetUtcNow();
        if (retry < left)
            left = retry.Value;
        if (left <= TimeSpan.Zero)
            return;
        using var timer = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timer.Token);
        try
        {
            await change.Reader.ReadAsync(either.Token);
            await Task.Delay(Pause, time, stopping);
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
                log.Repaired(step);
        }
    }
}
