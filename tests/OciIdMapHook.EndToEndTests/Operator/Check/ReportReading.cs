using System.Text.Json;

namespace OciIdMapHook.EndToEndTests.Operator.Check;

/// <summary>Reads the JSON that <c>check</c> writes.</summary>
internal static class ReportReading
{
    private static readonly string[] _parts = ["state", "what", "why", "whatToDo"];

    /// <summary>The findings of one kind.</summary>
    internal static IReadOnlyList<JsonElement> Findings(this JsonElement report, string id) =>
        [.. report.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("id").GetString() == id)];

    /// <summary>The one finding of a kind, with its state and its three sentences in one text.</summary>
    internal static string Finding(this JsonElement report, string id)
    {
        var findings = report.Findings(id);
        Assert.That(findings, Has.Count.EqualTo(1), () => $"{id} in {report}");
        return string.Join(" | ", _parts.Select(part => findings[0].GetProperty(part).GetString()));
    }
}
