namespace OciIdMapHook.Benchmarks.Measuring;

/// <summary>What one side of a measurement took, over and over: nanoseconds or bytes.</summary>
internal sealed class Samples
{
    private readonly double[] inOrder;
    private readonly double[] sorted;

    /// <param name="values">At least one, in the order they were taken.</param>
    public Samples(params IEnumerable<double> values)
    {
        inOrder = [.. values];
        sorted = [.. inOrder.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(inOrder.Length);
    }

    public int Count => sorted.Length;

    public double Median => Percentile(0.5);

    /// <summary>The value that this part of the samples does not exceed, between two of them where it falls between.</summary>
    public double Percentile(double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Each sample less the one that was taken beside it.</summary>
    public Samples Minus(Samples others) => new(inOrder.Zip(others.inOrder, (mine, other) => mine - other));
}
