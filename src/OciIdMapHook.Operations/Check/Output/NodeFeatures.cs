using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OciIdMapHook.Operations;

/// <summary>
/// A report as features of a Kubernetes node: one <c>name=value</c> a line, which node-feature-discovery makes labels
/// <c>feature.node.kubernetes.io/name=value</c> of.
/// </summary>
internal static partial class NodeFeatures
{
    private const string Prefix = "oci-idmap-hook";
    private const int LongestLabelValue = 63;

    internal static string Text(HostReport report)
    {
        var text = new StringBuilder();
        Append(text, "ready", report.Ready ? "true" : "false");
        Append(text, "version", report.Version);
        Append(text, "problems", Number(report.Problems));
        Append(text, "warnings", Number(report.Warnings));
        Append(text, "unknown", Number(report.Unknown));
        foreach (var program in FirstOfEach(report.Engines))
            Append(text, $"engine-{program.Name}", program.Version ?? "unknown");
        foreach (var program in FirstOfEach(report.Runtimes))
            Append(text, $"runtime-{program.Name}", program.Version ?? "unknown");
        var problems = report.Findings.Where(finding => finding.State == FindingState.Problem);
        foreach (var id in problems.Select(finding => finding.Id).Distinct())
            Append(text, $"problem-{id}", "true");
        return text.ToString();
    }

    private static IEnumerable<FoundProgram> FirstOfEach(IEnumerable<FoundProgram> programs) =>
        programs.DistinctBy(program => program.Name);

    /// <summary>A label's value: letters, digits, and <c>-_.</c> between them.</summary>
    private static string Value(string value)
    {
        var fit = Unfit().Replace(value, "_").Trim('-', '_', '.');
        return fit[..Math.Min(fit.Length, LongestLabelValue)].TrimEnd('-', '_', '.');
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{Prefix}.{name}={Value(value)}\n");

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex Unfit();
}
