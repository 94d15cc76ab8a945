using System.Collections.Concurrent;
using System.Globalization;

namespace OciIdMapHook.EndToEndTests.Harmlessness;

/// <summary>How each container fared: a file in artifacts, which tests/run.sh prints.</summary>
internal sealed class HarmlessnessTable(string file)
{
    private readonly ConcurrentDictionary<ContainerCase, string> cells = [];
    private readonly ConcurrentDictionary<ContainerCase, string> reasons = [];

    public void Add(ContainerCase container, string cell) => cells[container] = cell;

    /// <param name="container">One that has no use of comparing.</param>
    /// <param name="reason">The engine's own words.</param>
    public void AddNotStarting(ContainerCase container, string reason) => reasons[container] = reason;

    public Task WriteAsync()
    {
        var reasons = this.reasons.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        var all = cells.Keys.Concat(this.reasons.Keys).ToList();
        var columns = UserNamespace.OfRoot.Select(space => space.Name)
            .Where(name => all.Any(container => container.UserNamespace.Name == name))
            .ToList();
        var rows = all.Select(Row).Distinct().Order(StringComparer.Ordinal);
        string Cell(string row, string column) =>
            all.FirstOrDefault(one => Row(one) == row && one.UserNamespace.Name == column) switch
            {
                null => "",
                var one when cells.TryGetValue(one, out var cell) => cell,
                var one => string.Create(CultureInfo.InvariantCulture, $"({reasons.IndexOf(this.reasons[one]) + 1})"),
            };
        return File.WriteAllLinesAsync(Path.Combine(Repository.Root, "artifacts", file),
        [
            Line("container", columns),
            Line("---", columns.Select(_ => "---")),
            .. rows.Select(row => Line(row, columns.Select(column => Cell(row, column)))),
            "",
            .. reasons.Select((reason, index) =>
                string.Create(CultureInfo.InvariantCulture, $"({index + 1}) does not start without the hook: {reason}")),
            "",
        ]);
    }

    private static string Row(ContainerCase container) => $"{container.Setting} {container.Runtime}";

    private static string Line(string first, IEnumerable<string> cells) => $"| {first} | {string.Join(" | ", cells)} |";
}
