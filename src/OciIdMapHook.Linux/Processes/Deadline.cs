namespace OciIdMapHook.Linux;

/// <summary>The moment by which everything must be done.</summary>
public sealed class Deadline
{
    private readonly long end;
    private readonly TimeSpan allowed;

    private Deadline(TimeSpan allowed)
    {
        this.allowed = allowed;
        end = Environment.TickCount64 + (long)allowed.TotalMilliseconds;
    }

    /// <summary>What is left; zero once the time is over.</summary>
    public TimeSpan Left => TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64));

    /// <summary>Starts the clock.</summary>
    public static Deadline After(TimeSpan allowed) => new(allowed);

    /// <summary>
    /// Starts the clock; two seconds after the deadline SIGALRM ends the process (alarm(2)), for the case that a system call
    /// never returns. The process must neither handle nor block that signal.
    /// </summary>
    public static Deadline AfterWithAlarm(TimeSpan allowed)
    {
        _ = Native.alarm((uint)allowed.TotalSeconds + 2);
        return After(allowed);
    }

    /// <exception cref="TimeoutException">The time is over.</exception>
    public void Check(string waitingFor)
    {
        if (Left == TimeSpan.Zero)
            throw new TimeoutException($"gave up after {allowed.TotalSeconds:0} s waiting for {waitingFor}");
    }
}
