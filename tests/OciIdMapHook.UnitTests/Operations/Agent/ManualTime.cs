namespace OciIdMapHook.UnitTests.Operations.Agent;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock access = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = DateTimeOffset.UnixEpoch;

    /// <summary>How many wait for it.</summary>
    internal int Waiting
    {
        get
        {
            lock (access)
                return timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (access)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Advance(TimeSpan span)
    {
        List<Timer> due;
        lock (access)
        {
            now += span;
            due = [.. timers.Where(timer => timer.Due <= now)];
            timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Ring());
    }

    private sealed class Timer(ManualTime time, Action ring) : ITimer
    {
        internal DateTimeOffset Due { get; private set; }

        internal void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.access)
            {
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time.now + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.access)
                time.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
