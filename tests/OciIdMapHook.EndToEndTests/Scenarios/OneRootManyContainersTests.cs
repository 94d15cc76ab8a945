using System.Globalization;
using OciIdMapHook.EndToEndTests.Bundles;
using OciIdMapHook.EndToEndTests.Observations;
using OciIdMapHook.EndToEndTests.Runtimes;

namespace OciIdMapHook.EndToEndTests.Scenarios;

public sealed class OneRootManyContainersTests : Scenario
{
    private const int Count = 10;

    [TestCaseSource(typeof(RuntimeMatrix), nameof(RuntimeMatrix.All))]
    public async Task Ten_at_once_with_ten_id_ranges_all_write_as_root(RuntimeUnderTest runtime)
    {
        var shared = (await ContainerAsync()).WithHook();
        var numbers = Enumerable.Range(1, Count).ToArray();

        var outcomes = await Task.WhenAll(numbers.Select(number => RunAsync(runtime, Numbered(shared, number))));

        Assert.That(
            outcomes.Select(outcome => outcome.ExitCode), Is.All.Zero, () => string.Join("\n\n", outcomes.AsEnumerable()));
        Assert.That(outcomes.SelectMany(outcome => outcome.Lines), Is.All.EqualTo("0:0"));
        foreach (var number in numbers)
            Assert.That(await FileOwner.OnDiskAsync(shared.Rootfs, "tmp", $"made-by-{number}"), Is.EqualTo("0:0"));
    }

    /// <summary>Each waits until all have written, so that all ten run at the same time.</summary>
    private static Container Numbered(Container shared, int number) =>
        (shared with { Mappings = [IdMapping.From((uint)(number * 100000))] }).Running(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            echo x >/tmp/made-by-{number} || exit 1
            for attempt in $(seq 600); do
                set -- /tmp/made-by-*
                if [ $# -eq {Count} ]; then stat -c %u:%g / "$@"; exit; fi
                sleep 0.1
            done
            exit 1
            """));
}
