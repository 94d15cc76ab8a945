namespace OciIdMapHook.Operations;

/// <summary>Durations, counted in buckets as Prometheus has them.</summary>
public sealed class DurationHistogram
{
    private static readonly long[] Bounds =
        [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
            20_000_000];

    private readonly long[] counts = new long[Bounds.Length];

    public long Count { get; private set; }

    /// <summary>In microseconds.</summary>
    public long Sum { get; private set; }

    /// <summary>The upper bound of each bucket in microseconds, and how many durations were at most that.</summary>
    public IEnumerable<(long Bound, long Count)> Cumulative => Bounds.Zip(counts);

    public void Add(long microseconds)
    {
        Count++;
        Sum += microseconds;
        for (var index = 0; index < Bounds.Length; index++)
        {
            if (microseconds <= Bounds[index])
                counts[index]++;
        }
    }
}
