namespace OciIdMapHook.Testing;

/// <summary>The clone that the tests were built in.</summary>
internal static class Repository
{
    private const string Mark = "OciIdMapHook.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder by its path from the root.</summary>
    public static string Path(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Root, .. names]);

    /// <summary>What a script of the repository builds.</summary>
    public static string Artifact(params ReadOnlySpan<string> names) => Path(["artifacts", .. names]);

    public static string EnvironmentScript(string name) => Path("tests", "environment", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Mark)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Mark}.");
    }
}
