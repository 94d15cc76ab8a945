using System.Text.Json;

namespace OciIdMapHook.EndToEndTests.Operator;

/// <summary>Runs the published operator's tool.</summary>
internal static class Ctl
{
    /// <summary>The published tool, or the one that OCI_IDMAP_TEST_CTL names: an older one.</summary>
    internal static string Executable { get; } =
        System.Environment.GetEnvironmentVariable("OCI_IDMAP_TEST_CTL")
        ?? Path.Combine(Repository.Root, "artifacts", "oci-idmapctl");

    /// <summary>With its output piped, as a script does.</summary>
    internal static Task<CommandOutcome> RunAsync(params IEnumerable<string> arguments) =>
        HostCommand.RunAsync(Executable, arguments);

    /// <summary>With <c>--json</c>, whatever the exit code.</summary>
    internal static async Task<JsonElement> RunJsonAsync(params IEnumerable<string> arguments)
    {
        var outcome = await RunAsync([.. arguments, "--json"]);
        Assert.That(outcome.StandardOutput, Is.Not.Empty, outcome.ToString());
        using var document = JsonDocument.Parse(outcome.StandardOutput);
        return document.RootElement.Clone();
    }
}
