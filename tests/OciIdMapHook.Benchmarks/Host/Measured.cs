namespace OciIdMapHook.Benchmarks.Host;

/// <summary>What is measured, what with, and where the figures go.</summary>
internal static class Measured
{
    public static string Hook { get; } = Repository.Artifact("oci-idmap-hook");

    public static string StandIn { get; } = Repository.Artifact("stand-in");

    public static string ReadMe { get; } = Repository.Path("README.md");

    /// <summary>Everything that was measured, and what it means.</summary>
    public static string Figures { get; } = Repository.Path("tests", "OciIdMapHook.Benchmarks", "FIGURES.md");

    /// <summary>Beside it.</summary>
    public static string Plot { get; } = Repository.Path("tests", "OciIdMapHook.Benchmarks", "files.svg");

    public static string TimedScript { get; } = Repository.Path("tests", "OciIdMapHook.Benchmarks", "timed.sh");

    /// <summary>One of the programs in C and Go that the hook is measured against.</summary>
    public static string Yardstick(string name) => Repository.Artifact("bench", name);
}
