using System.Text.Json;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>Reads the JSON that <c>check</c> writes.</summary>
internal static class ReportReading
{
    private static readonly string[] Parts = ["state", "what", "why", "whatToDo"];

    /// <summary>The findings of one kind.</summary>
    internal static IReadOnlyList<JsonElement> Findings(this JsonElement report, string id) =>
        [.. report.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("id").GetString() == id)];

    /// <summary>The one finding of a kind, with its state and its three sentences in one text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="id">The kind.</param>
    /// <param name="of">What its first sentence begins with, where there are others of the kind.</param>
    internal static string Finding(this JsonElement report, string id, string of = "")
    {
        var findings = report.Findings(id)
            .Where(finding => finding.GetProperty("what").GetString()!.StartsWith(of, StringComparison.Ordinal)).ToList();
        Assert.That(findings, Has.Count.EqualTo(1), () => $"{id} in {report}");
        return string.Join(" | ", Parts.Select(part => findings[0].GetProperty(part).GetString()));
    }
}
