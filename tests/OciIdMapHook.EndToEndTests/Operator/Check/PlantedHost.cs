using System.Text.Json;
using OciIdMapHook.EndToEndTests.Environment;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>
/// This host with the hook installed for Podman, and then with a fault, in a private mount namespace: the folders that are
/// written to are file systems of its own, and go away with it.
/// </summary>
internal static class PlantedHost
{
    internal const string Json = "/usr/share/containers/oci/hooks.d/oci-idmap-hook.json";
    internal const string AdministratorsFolder = "/etc/containers/oci/hooks.d";
    internal const string PodmansFolder = "/usr/share/oci-idmap-hook/podman/hooks.d";
    internal const string Precreate = $"{PodmansFolder}/oci-idmap-hook-precreate.json";
    internal const string Hook = "/usr/libexec/oci/hooks.d/oci-idmap-hook";

    /// <summary>Tells Podman to read all folders, the administrator's over the distribution's.</summary>
    internal const string ConfigureBothFolders =
        $$"""printf '[engine]\nhooks_dir = """
        + $$"""["/usr/share/containers/oci/hooks.d", "{{AdministratorsFolder}}", "{{PodmansFolder}}"]\n' """
        + $"> /etc/containers/containers.conf; rm {Shipped.PodmanDropIn}";

    private const string Folders =
        "mount -t tmpfs tmpfs /usr/libexec; mkdir /usr/libexec/upper /usr/libexec/work; "
        + "mount -t overlay -o lowerdir=/usr/share,upperdir=/usr/libexec/upper,workdir=/usr/libexec/work overlay /usr/share; "
        + "for d in /usr/share/containers /etc/containers; do mount -t tmpfs tmpfs $d; done; "
        + $"mkdir -p {AdministratorsFolder}";

    private static readonly string EnterScript = EnvironmentScript("enter.sh");

    /// <summary>Runs <c>check --engine podman</c>.</summary>
    /// <param name="fault">What is done to the installation first, in the shell.</param>
    /// <param name="arguments">More arguments.</param>
    internal static Task<CommandOutcome> CheckAsync(string fault, params IEnumerable<string> arguments) =>
        HostCommand.RunAsync(EnterScript, [.. Script(fault), .. arguments]);

    /// <returns>The report, and whether the exit code says the same.</returns>
    internal static async Task<JsonElement> ReportAsync(string fault, params IEnumerable<string> arguments)
    {
        var outcome = await CheckAsync(fault, ["--json", .. arguments]);
        Assert.That(outcome.StandardOutput, Is.Not.Empty, outcome.ToString());
        using var document = JsonDocument.Parse(outcome.StandardOutput);
        var report = document.RootElement.Clone();
        Assert.That(outcome.ExitCode, Is.EqualTo(report.GetProperty("ready").GetBoolean() ? 0 : 3), outcome.ToString());
        return report;
    }

    /// <summary>The command line of the same, for a terminal.</summary>
    internal static (string Executable, IReadOnlyList<string> Arguments) CommandLine(string fault) =>
        (EnterScript, Script(fault));

    private static string[] Script(string fault) =>
    [
        "host", "--", "sh", "-euc",
        $"""
        {Folders}
        install -D -m 0755 '{Shipped.Hook}' {Hook}
        install -D -m 0644 '{Shipped.HooksDirectoryFile}' {Json}
        install -D -m 0644 '{Shipped.PrecreateFile}' {Precreate}
        install -D -m 0644 '{Shipped.PodmanConfiguration}' {Shipped.PodmanDropIn}
        {fault}
        exec '{Ctl.Executable}' check --engine podman "$@"
        """,
        "sh",
    ];

    private static string EnvironmentScript(string name) => Repository.EnvironmentScript(name);
}
