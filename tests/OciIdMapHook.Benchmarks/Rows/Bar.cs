namespace OciIdMapHook.Benchmarks.Rows;

/// <summary>What a figure must be, and what it should be.</summary>
/// <param name="Measure">What the figure is.</param>
/// <param name="IsUpperBound">It may not be more than that; else it may not be less.</param>
/// <param name="Limit">Must.</param>
/// <param name="Aim">Should.</param>
internal sealed record Bar(Measure Measure, bool IsUpperBound, double Limit, double Aim)
{
    public static Bar AtMost(double limit, double aim, Measure measure = Measure.Ratio) => new(measure, true, limit, aim);

    public static Bar AtLeast(double limit, double aim) => new(Measure.Ratio, false, limit, aim);

    public bool Holds(double figure) => IsWithin(figure, Limit);

    public bool ReachesAim(double figure) => IsWithin(figure, Aim);

    private bool IsWithin(double figure, double bound) => IsUpperBound ? figure <= bound : figure >= bound;
}
