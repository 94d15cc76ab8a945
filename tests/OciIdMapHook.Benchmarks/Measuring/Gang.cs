using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace OciIdMapHook.Benchmarks.Measuring;

/// <summary>Threads that are kept ready and do the same together, round by round; the caller's is one of them.</summary>
internal sealed class Gang : IDisposable
{
    private readonly object start = new();
    private readonly object end = new();
    private readonly Action work;
    private readonly Thread[] threads;

    private int round;
    private int unfinished;
    private bool isOver;
    private ExceptionDispatchInfo? failure;

    public Gang(int count, Action work)
    {
        this.work = work;
        threads = [.. Enumerable.Range(1, count - 1).Select(_ => new Thread(WorkEachRound))];
        foreach (var thread in threads)
            thread.Start();
    }

    /// <summary>The nanoseconds from the others' release until the last one is done.</summary>
    public double RunTogether()
    {
        Volatile.Write(ref unfinished, threads.Length);
        var released = Stopwatch.GetTimestamp();
        lock (start)
        {
            round++;
            Monitor.PulseAll(start);
        }

        work();
        lock (end)
        {
            while (Volatile.Read(ref unfinished) > 0)
                Monitor.Wait(end);
        }

        var time = Stopwatch.GetElapsedTime(released);
        failure?.Throw();
        return time.TotalNanoseconds;
    }

    public void Dispose()
    {
        lock (start)
        {
            isOver = true;
            Monitor.PulseAll(start);
        }

        foreach (var thread in threads)
            thread.Join();
    }

    private void WorkEachRound()
    {
        for (var next = 1; IsReleased(next); next++)
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // Thrown again by RunTogether.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            if (Interlocked.Decrement(ref unfinished) > 0)
                continue;
            lock (end)
                Monitor.Pulse(end);
        }
    }

    private bool IsReleased(int next)
    {
        lock (start)
        {
            while (round < next && !isOver)
                Monitor.Wait(start);
            return !isOver;
        }
    }
}
