namespace OciIdMapHook.Benchmarks.Host;

/// <summary>The clone that this was built in, and what its scripts build.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Hook { get; } = Artifact("oci-idmap-hook");

    public static string StandIn { get; } = Artifact("stand-in");

    public static string ReadMe { get; } = Path.Combine(Root, "README.md");

    /// <summary>Everything that was measured, and what it means.</summary>
    public static string Figures { get; } = Path.Combine(Root, "tests", "OciIdMapHook.Benchmarks", "FIGURES.md");

    /// <summary>Beside it.</summary>
    public static string Plot { get; } = Path.Combine(Root, "tests", "OciIdMapHook.Benchmarks", "files.svg");

    public static string TimedScript { get; } = Path.Combine(Root, "tests", "OciIdMapHook.Benchmarks", "timed.sh");

    /// <summary>One of the programs in C and Go that the hook is measured against.</summary>
    public static string Yardstick(string name) => Artifact("bench", name);

    public static string EnvironmentScript(string name) => Path.Combine(Root, "tests", "environment", name);

    private static string Artifact(params string[] names) => Path.Combine([Root, "artifacts", .. names]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OciIdMapHook.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds OciIdMapHook.sln.");
    }
}
