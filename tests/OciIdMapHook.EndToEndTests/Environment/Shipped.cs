namespace OciIdMapHook.EndToEndTests.Environment;

/// <summary>What packages install, as it lies in the clone.</summary>
internal static class Shipped
{
    /// <summary>The published hook, or the one that OCI_IDMAP_TEST_HOOK names: an installed one, or an older one.</summary>
    public static string Hook { get; } =
        System.Environment.GetEnvironmentVariable("OCI_IDMAP_TEST_HOOK") ?? Repository.Artifact("oci-idmap-hook");

    public static string HooksDirectoryFile => Repository.Path("hooks.d", "oci-idmap-hook.json");

    /// <summary>The file for Podman's own stage.</summary>
    public static string PrecreateFile => Repository.Path("hooks.d", "oci-idmap-hook-precreate.json");

    /// <summary>What has Podman read the folder of that.</summary>
    public static string PodmanConfiguration => Repository.Path("hooks.d", "containers.conf");

    /// <summary>Where Podman finds it.</summary>
    public const string PodmanDropIn = "/etc/containers/containers.conf.d/00-oci-idmap-hook.conf";
}
