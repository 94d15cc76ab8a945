namespace OciIdMapHook.Benchmarks.Plots;

/// <summary>One line of a plot.</summary>
/// <param name="Name">As the legend has it.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="Points">From left to right.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<(double X, double Y)> Points);
