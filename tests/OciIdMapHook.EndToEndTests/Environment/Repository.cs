namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>The clone that these tests were built in, and what lies in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The published hook, or the one that OCI_IDMAP_TEST_HOOK names: an installed one, or an older one.</summary>
    public static string Hook { get; } =
        System.Environment.GetEnvironmentVariable("OCI_IDMAP_TEST_HOOK") ?? Path.Combine(Root, "artifacts", "oci-idmap-hook");

    public static string HooksDirectoryFile => Path.Combine(Root, "hooks.d", "oci-idmap-hook.json");

    /// <summary>The file for Podman's own stage.</summary>
    public static string PrecreateFile => Path.Combine(Root, "hooks.d", "oci-idmap-hook-precreate.json");

    /// <summary>What has Podman read the folder of that.</summary>
    public static string PodmanConfiguration => Path.Combine(Root, "hooks.d", "containers.conf");

    /// <summary>Where Podman finds it.</summary>
    public const string PodmanDropIn = "/etc/containers/containers.conf.d/00-oci-idmap-hook.conf";

    public static string EnvironmentScript(string name) => Path.Combine(Root, "tests", "environment", name);

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
