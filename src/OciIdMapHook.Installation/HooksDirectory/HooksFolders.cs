using Tomlyn.Model;

namespace OciIdMapHook.Installation;

/// <summary>Which hooks.d folders an engine reads (oci-hooks(5), containers.conf(5), crio.conf(5)).</summary>
internal static class HooksFolders
{
    /// <summary>The only one that Podman and CRI-O read without being told.</summary>
    internal const string Default = "/usr/share/containers/oci/hooks.d";

    /// <summary>The administrator's, which takes effect where it is configured.</summary>
    internal const string Administrators = "/etc/containers/oci/hooks.d";

    /// <summary>
    /// For Podman's own stage, which makes a file of it a broken one for CRI-O and Buildah: neither reads it here.
    /// </summary>
    /// <remarks>Buildah reads the first two, whatever it is told (setupOCIHooks, run_linux.go), and no containers.conf.</remarks>
    internal const string Podmans = "/usr/share/oci-idmap-hook/podman/hooks.d";

    /// <summary>Where files are put that should be read, whether an engine reads them or not.</summary>
    internal static IReadOnlyList<string> WellKnown { get; } = [Default, Administrators, Podmans, "/run/containers/oci/hooks.d"];

    /// <param name="documents">containers.conf and its like, each over the ones before it.</param>
    internal static IReadOnlyList<string> OfPodman(IEnumerable<TomlTable> documents)
    {
        IReadOnlyList<string> folders = [Default];
        foreach (var document in documents)
        {
            if (OfPodmanIn(document) is { } configured)
                folders = Appends(configured) ? [.. folders, .. Strings(configured)] : [.. Strings(configured)];
        }

        // Told of none, Podman reads both, the second over the first (setupOCIHooks, libpod/container_internal.go).
        return folders.Count > 0 ? folders : [Default, Administrators];
    }

    /// <returns>What a containers.conf says of the folders; null where it says nothing.</returns>
    internal static TomlArray? OfPodmanIn(TomlTable document) => TomlFile.Find(document, "engine", "hooks_dir") as TomlArray;

    /// <param name="documents">crio.conf and its drop-ins, each over the ones before it.</param>
    internal static IReadOnlyList<string> OfCrio(IEnumerable<TomlTable> documents)
    {
        IReadOnlyList<string> folders = [Default];
        foreach (var document in documents)
        {
            if (TomlFile.Find(document, "crio", "runtime", "hooks_dir") is TomlArray configured)
                folders = [.. Strings(configured)];
        }

        return folders;
    }

    private static IEnumerable<string> Strings(TomlArray array) => array.OfType<string>();

    /// <summary>containers.conf(5), "Appending to string arrays": <c>hooks_dir = ["/srv/hooks.d", {append = true}]</c>.</summary>
    private static bool Appends(TomlArray array) =>
        array.OfType<TomlTable>().Any(attributes => attributes.TryGetValue("append", out var value) && value is true);
}
