using System.Collections.Concurrent;
using System.Globalization;
using NUnit.Framework.Interfaces;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Roots;

/// <summary>How each runtime fared with each kind of root: artifacts/parity-table.md, which tests/run.sh prints.</summary>
internal sealed class ParityTable
{
    private readonly ConcurrentBag<(string Runtime, string Kind, bool Passed)> results = [];

    public void Add(TestContext test)
    {
        if (test.Test.Arguments is [RuntimeUnderTest runtime, RootKind kind])
            results.Add((runtime.ToString(), kind.ToString()!, test.Result.Outcome.Status == TestStatus.Passed));
    }

    public Task WriteAsync() =>
        File.WriteAllLinesAsync(Path.Combine(Repository.Root, "artifacts", "parity-table.md"),
        [
            Row("runtime", RootKind.All.Select(kind => kind.ToString()!)),
            Row("---", RootKind.All.Select(_ => "---")),
            .. RuntimeMatrix.All.Select(runtime => Row(runtime.ToString(), RootKind.All.Select(kind => Cell(runtime, kind)))),
        ]);

    private string Cell(RuntimeUnderTest runtime, RootKind kind)
    {
        var results = this.results.Where(result => result.Runtime == runtime.ToString() && result.Kind == kind.ToString())
            .ToArray();
        var failed = results.Count(result => !result.Passed);
        return (results.Length, failed) switch
        {
            (0, _) => "not run",
            (_, 0) => "as without the hook",
            _ => string.Create(CultureInfo.InvariantCulture, $"{failed} of {results.Length} FAILED"),
        };
    }

    private static string Row(string first, IEnumerable<string> cells) => $"| {first} | {string.Join(" | ", cells)} |";
}
