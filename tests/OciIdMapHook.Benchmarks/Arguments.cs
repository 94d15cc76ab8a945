namespace OciIdMapHook.Benchmarks;

/// <summary>What tests/bench.sh runs this with.</summary>
/// <param name="Work">A new folder, which tests/bench.sh removes.</param>
/// <param name="Output">Where the results are left.</param>
/// <param name="Checks">The exit code says whether every bar holds.</param>
/// <param name="UpdatesFigures">The figures and the plot of FIGURES.md and README.md become those of this run.</param>
internal sealed record Arguments(string Work, string Output, bool Checks, bool UpdatesFigures)
{
    /// <returns>Null where the words are not these.</returns>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        string[] known = ["--check", "--update-figures"];
        return words.Count >= 2 && words.Skip(2).All(word => known.Contains(word))
            ? new Arguments(words[0], words[1], words.Contains(known[0]), words.Contains(known[1]))
            : null;
    }
}
