namespace OciIdMapHook.Benchmarks.Plots;

/// <summary>Places values along an axis, each power of ten as far from the next.</summary>
/// <param name="Least">Where the axis starts.</param>
/// <param name="Greatest">Where it ends.</param>
/// <param name="From">The coordinate of the least value.</param>
/// <param name="To">That of the greatest.</param>
internal sealed record LogScale(double Least, double Greatest, double From, double To)
{
    /// <summary>From the power of ten below all values to the one above.</summary>
    public static LogScale Around(IReadOnlyCollection<double> values, double from, double to) =>
        new(Math.Pow(10, Math.Floor(Math.Log10(values.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(values.Max()))), from, to);

    public IEnumerable<double> PowersOfTen
    {
        get
        {
            for (var power = Math.Ceiling(Math.Log10(Least)); power <= Math.Log10(Greatest) + 1e-9; power++)
                yield return Math.Pow(10, power);
        }
    }

    public double Place(double value) =>
        From + ((To - From) * (Math.Log10(value) - Math.Log10(Least)) / (Math.Log10(Greatest) - Math.Log10(Least)));
}
