using OciIdMapHook.Benchmarks.Containers;
using OciIdMapHook.Benchmarks.Host;
using OciIdMapHook.Benchmarks.Images;
using OciIdMapHook.Benchmarks.Measuring;
using OciIdMapHook.Benchmarks.Rows;

namespace OciIdMapHook.Benchmarks.Scenarios;

/// <summary>A whole <c>run</c> of a real runtime: what the hook adds to it, the runtime's own work for a hook included.</summary>
internal sealed class RuntimeRuns(WorkFolder work, Image busyBox)
{
    private const int WarmUps = 3;
    private const int Pairs = 200;
    private const double NanosecondsPerMicrosecond = 1000;

    private int number;

    public async Task<Row> MeasureAsync(string runtime)
    {
        var with = Bundle.Create(work, busyBox.Folder, hook: Repository.Hook);
        var without = Bundle.Create(work, busyBox.Folder);
        var times = await Interleaved.MeasureAsync(
            WarmUps, Pairs, () => TimeAsync(runtime, with), () => TimeAsync(runtime, without));
        return Row.More($"{runtime} run of /bin/true, with the hook minus without", times[0], times[1], Bars.RuntimeRun);
    }

    private async Task<double> TimeAsync(string runtime, Bundle bundle)
    {
        var numbers = await HostCommand.ReadLineAsync(
            Repository.TimedScript,
            runtime, "--root", work.Folder("state", runtime), "run", "--bundle", bundle.Folder, $"oci-idmap-bench-{++number}");
        return numbers.Split(' ') is ["0", var microseconds]
            ? double.Parse(microseconds, System.Globalization.CultureInfo.InvariantCulture) * NanosecondsPerMicrosecond
            : throw new BenchmarkException($"{runtime} run failed: exit code and microseconds are {numbers}");
    }
}
